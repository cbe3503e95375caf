package dev.appservices.testing.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the web addresses in a mail. Other addresses, such as {@code javascript:}, are no links here. */
final class MailLinks {
    private static final Pattern IN_TEXT = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_HTML =
            Pattern.compile("<a\\s[^>]*?href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(\\w{1,8}));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

    private MailLinks() {}

    static List<String> in(String text, String html) {
        Set<String> links = new LinkedHashSet<>();
        Matcher plain = IN_TEXT.matcher(text);
        while (plain.find()) {
            links.add(withoutEndOfSentence(plain.group()));
        }
        Matcher anchors = IN_HTML.matcher(html);
        while (anchors.find()) {
            String quoted = anchors.group(1) == null ? anchors.group(2) : anchors.group(1);
            String link = decoded(quoted).strip();
            if (link.toLowerCase(Locale.ROOT).matches("https?://\\S+")) {
                links.add(link);
            }
        }
        return List.copyOf(links);
    }

    private static String withoutEndOfSentence(String link) {
        return link.replaceFirst("[.,;:!?)\\]}'*]+$", "");
    }

    private static String decoded(String attribute) {
        return ENTITY.matcher(attribute).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(1) != null) {
            return Character.toString(Math.min(Integer.parseInt(entity.group(1)), Character.MAX_CODE_POINT));
        }
        if (entity.group(2) != null) {
            return Character.toString(Math.min(Integer.parseInt(entity.group(2), 16), Character.MAX_CODE_POINT));
        }
        return NAMED.getOrDefault(entity.group(3), entity.group());
    }
}
