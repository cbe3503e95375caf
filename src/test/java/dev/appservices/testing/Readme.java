package dev.appservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The code in README.md, so that tests run what a reader copies. */
public final class Readme {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^(?<indent> *)```(?<language>[a-z]+)\\n(?<code>.*?)^ *```$");

    private Readme() {}

    /** The one block of a language that has the text. */
    public static String block(String language, String text) {
        List<String> found = BLOCK.matcher(read())
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3).replaceAll("(?m)^" + block.group(1), ""))
                .filter(code -> code.contains(text))
                .toList();
        if (found.size() != 1) {
            throw new LaunchException("README.md has " + found.size() + " blocks in " + language + " with " + text);
        }
        return found.get(0);
    }

    /** Replaces all the texts; one that the README does not have any more is an error of the test. */
    static String with(String code, Map<String, String> replacements) {
        String result = code;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (!result.contains(replacement.getKey())) {
                throw new LaunchException("README.md does not say " + replacement.getKey() + " any more in: " + code);
            }
            result = result.replace(replacement.getKey(), replacement.getValue());
        }
        return result;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
