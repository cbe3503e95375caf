package dev.appservices.testing.notrun;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The last step of {@code mvn verify}: prints what the listeners of its JVMs wrote, and takes their files away. */
public final class ClosingLine {
    private ClosingLine() {}

    /** @param arguments the directory of the files */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        out.println(text(Path.of(arguments[0])));
    }

    static String text(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return "No test was run.";
        }
        List<NotRun> all = new ArrayList<>();
        boolean found = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.txt")) {
            for (Path file : files) {
                found = true;
                Files.readAllLines(file).forEach(line -> all.add(NotRun.of(line)));
                Files.delete(file);
            }
        }
        return found ? NotRun.summary(all) : "No test was run.";
    }
}
