package dev.sotto.domain;

import java.text.Normalizer;
import java.util.Locale;

/** An id as a name of a file or folder: at most 40 plain characters to read, and eight of its hash to tell it apart. */
public final class Slug {
    private static final int READABLE = 40;
    private static final int HASHED = 8;

    private Slug() {}

    /** The slug of an id, such as {@code maison-verlaine-1f0c9e2b}; equal only for equal ids, whatever they hold. */
    public static String of(String id) {
        String plain = Normalizer.normalize(id, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = plain.substring(0, Math.min(READABLE, plain.length())).replaceAll("-+$", "");
        return (cut.isEmpty() ? "x" : cut) + "-" + Sha256.of(id).substring(0, HASHED);
    }
}
