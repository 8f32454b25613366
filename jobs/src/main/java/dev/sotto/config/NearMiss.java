package dev.sotto.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that somebody may have meant: those fewest keystrokes away. */
public final class NearMiss {
    // Nobody mistypes a word of this length, and comparing costs its square.
    private static final int LONGEST = 100;

    private NearMiss() {}

    /** The closest word, if it is close enough to be worth asking about. */
    public static Optional<String> of(String written, Collection<String> words) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        return closest(written, words, 1).stream()
                .filter(word -> isNear(fold(written), fold(word)))
                .findFirst();
    }

    private static boolean isNear(String written, String word) {
        boolean shortened = word.length() >= 3 && written.startsWith(word);
        return shortened || distance(written, word) <= written.length() / 3;
    }

    /** The closest words, at most {@code limit}, closest first. */
    static List<String> closest(String written, Collection<String> words, int limit) {
        String start = fold(written.substring(0, Math.min(LONGEST, written.length())));
        return words.stream()
                .sorted(Comparator.<String>comparingInt(word -> distance(start, fold(word)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    // Case and the two dashes are what people mix up most.
    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
