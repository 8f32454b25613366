package dev.sotto.report;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts that documents are made of beside their words: style sheets. */
final class Resource {
    private Resource() {}

    static String text(String name) {
        try (InputStream file = Resource.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot read the style sheet " + name + ": " + e.getMessage() + ". Build the product again.",
                    e);
        }
    }
}
