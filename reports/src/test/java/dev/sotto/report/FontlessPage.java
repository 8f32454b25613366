package dev.sotto.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that sets the ordinary page, to be run on a host as bare as a test makes it. */
final class FontlessPage {
    private FontlessPage() {}

    public static void main(String[] arguments) throws Exception {
        Files.writeString(
                Path.of(arguments[0]), Pages.weekly(SampleReport.ordinary().page()), StandardCharsets.UTF_8);
    }
}
