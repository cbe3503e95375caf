package dev.appservices.login.localuserpass;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The address that a mail leads to: the app's own with the pair in its query, as apps of App Services read it. */
public final class MailLink {
    private static final Pattern PARAMETERS = Pattern.compile("&");

    /** Mail programs and browsers run what is behind these. */
    private static final Set<String> DANGEROUS = Set.of("javascript", "data", "vbscript");

    private MailLink() {}

    /** Whether a mail can lead there: apps on phones have schemes of their own, but something is behind the scheme. */
    public static boolean isUsable(String url) {
        try {
            URI uri = new URI(url);
            return uri.isAbsolute()
                    && !uri.isOpaque()
                    && !DANGEROUS.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The query stands before the fragment, also where a single-page app keeps its route in that. */
    public static String of(String url, MailPair pair) {
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        String rest = hash < 0 ? url : url.substring(0, hash);
        int mark = rest.indexOf('?');
        String path = mark < 0 ? rest : rest.substring(0, mark);
        Stream<String> own = mark < 0 ? Stream.empty() : Arrays.stream(PARAMETERS.split(rest.substring(mark + 1)));
        Stream<String> kept = own.filter(parameter ->
                !parameter.isEmpty() && !parameter.startsWith("token=") && !parameter.startsWith("tokenId="));
        String query = Stream.concat(kept, Stream.of("token=" + pair.token(), "tokenId=" + pair.tokenId()))
                .collect(Collectors.joining("&"));
        return path + "?" + query + fragment;
    }
}
