package dev.sotto.ingest.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Documents that every reader of JSON must take or must refuse, of {@code json-cases.txt}. */
public final class JsonCases {
    private static final Pattern REPEATED = Pattern.compile("%r\\((.*)\\)x(\\d+)(.*)");

    /** One of them. */
    public record Case(boolean isJson, String name, byte[] content) {
        @Override
        public String toString() {
            return name;
        }
    }

    private JsonCases() {}

    /** Those that must be taken, or those that must be refused. */
    public static List<Case> all(boolean isJson) {
        try (InputStream in = Objects.requireNonNull(JsonCases.class.getResourceAsStream("json-cases.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 3))
                    .map(words -> new Case(words[0].equals("y"), words[1], content(words[2])))
                    .filter(some -> some.isJson() == isJson)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(String text) {
        Matcher repeated = REPEATED.matcher(text);
        return repeated.matches()
                ? content(repeated.group(1).repeat(Integer.parseInt(repeated.group(2))) + repeated.group(3))
                : bytes(text);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean isHex = text.charAt(i) == '%';
            bytes.write(isHex ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += isHex ? 2 : 0;
        }
        return bytes.toByteArray();
    }
}
