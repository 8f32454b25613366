package dev.sotto.ingest;

import dev.sotto.warehouse.Bygones.Tombstone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ids of erased persons, of which only keyed hashes are kept, under the key of now and former ones. Not for use
 * by several threads.
 */
final class ErasedIds {
    static final String PERSON = "person";
    static final String THREAD = "thread";
    static final String MESSAGE = "message";

    /** A text in which an erased person stands, such as the name of a folder. */
    static final String WORD = "word";

    /** The beginning of a pseudonym, which bounds of columns hold instead of the whole. */
    private static final String TRACE = "trace";

    /** Bounds are cut at 16 characters, and the last of an upper one is raised. */
    static final int TRACE_LENGTH = 15;

    private static final int MAX_REMEMBERED = 1 << 16;

    private final KeptOut keptOut;
    private final List<Pseudonyms> epochs = new ArrayList<>();
    private final Map<String, Boolean> known = new HashMap<>();

    /**
     * Ids under some keys.
     *
     * @param keys the key of now, then former ones
     */
    ErasedIds(KeptOut keptOut, List<byte[]> keys) {
        this.keptOut = keptOut;
        keys.forEach(key -> epochs.add(new Pseudonyms(key)));
    }

    /** Whether a pseudonym is that of an erased person. */
    boolean isPerson(@Nullable String pseudonym, @Nullable String platform, @Nullable String source) {
        if (pseudonym == null) {
            return false;
        }
        for (String scope : keptOut.scopes()) {
            boolean isMeant =
                    scope.isEmpty() || scope.equals("platform=" + platform) || scope.equals("source=" + source);
            if (isMeant && is(PERSON, scope, pseudonym)) {
                return true;
            }
        }
        return false;
    }

    /** The same of an id as it came. */
    boolean isPersonId(@Nullable String id, @Nullable String platform, @Nullable String source) {
        return id != null && epochs.stream().anyMatch(epoch -> isPerson(epoch.person(id), platform, source));
    }

    /** Whether a pseudonym is that of a thread of which nothing may be left. */
    boolean isThread(@Nullable String pseudonym, @Nullable String platform) {
        return pseudonym != null && is(THREAD, "", platform + "|" + pseudonym);
    }

    boolean isThreadId(@Nullable String id, @Nullable String platform) {
        return id != null && epochs.stream().anyMatch(epoch -> isThread(epoch.thread(id), platform));
    }

    /** Whether a message, as tables name it, is one that was erased. */
    boolean isMessage(@Nullable String message, @Nullable String platform) {
        return message != null && is(MESSAGE, "", platform + "|" + message);
    }

    /** The same of an id that is going to be hidden. */
    boolean isHiddenMessageId(String id, @Nullable String platform) {
        return epochs.stream().anyMatch(epoch -> isMessage(epoch.message(id), platform));
    }

    /** Whether a text is one in which an erased person stands. */
    boolean isWord(@Nullable String text) {
        return text != null && is(WORD, "", text);
    }

    /** The name of a file, of which such words are replaced. */
    String withoutWords(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(word -> isWord(word)
                        ? "erased-" + epochs.get(0).tombstone(WORD, "", word).substring(0, 8)
                        : word)
                .collect(Collectors.joining("/"));
    }

    /** Whether a pseudonym of an erased person, or its beginning, lies anywhere in these bytes. */
    boolean isTraceIn(byte[] bytes, int from, int to) {
        int run = 0;
        for (int i = from; i < to; i++) {
            boolean isOfAlphabet = bytes[i] >= 'a' && bytes[i] <= 'z' || bytes[i] >= '2' && bytes[i] <= '7';
            run = isOfAlphabet ? run + 1 : 0;
            if (run >= TRACE_LENGTH
                    && is(
                            TRACE,
                            "",
                            new String(bytes, i + 1 - TRACE_LENGTH, TRACE_LENGTH, StandardCharsets.US_ASCII))) {
                return true;
            }
        }
        return false;
    }

    private boolean is(String kind, String scope, String id) {
        String key = kind + '|' + scope + '|' + id;
        Boolean before = known.get(key);
        if (before == null) {
            before = epochs.stream().anyMatch(epoch -> keptOut.tombstones().contains(epoch.tombstone(kind, scope, id)));
            if (known.size() >= MAX_REMEMBERED) {
                known.clear();
            }
            known.put(key, before);
        }
        return before;
    }

    /** What keeps an id out that came as it is. */
    List<Tombstone> ofPersonId(String id, String scope) {
        return epochs.stream()
                .flatMap(epoch -> ofPerson(epoch.person(id), scope).stream())
                .distinct()
                .toList();
    }

    /** What keeps a pseudonym out, and lets it be found in files where nothing of it may be left. */
    List<Tombstone> ofPerson(String pseudonym, String scope) {
        List<Tombstone> tombstones = new ArrayList<>(of(PERSON, scope, pseudonym));
        if (scope.isEmpty()) {
            tombstones.addAll(trace(pseudonym));
        }
        return tombstones;
    }

    List<Tombstone> ofThread(String pseudonym, String platform) {
        List<Tombstone> tombstones = new ArrayList<>(of(THREAD, "", platform + "|" + pseudonym));
        tombstones.addAll(trace(pseudonym));
        return tombstones;
    }

    List<Tombstone> ofMessage(String message, String platform) {
        return of(MESSAGE, "", platform + "|" + message);
    }

    List<Tombstone> ofWord(String word) {
        return of(WORD, "", word);
    }

    private List<Tombstone> trace(String pseudonym) {
        return pseudonym.length() < TRACE_LENGTH ? List.of() : of(TRACE, "", pseudonym.substring(0, TRACE_LENGTH));
    }

    private List<Tombstone> of(String kind, String scope, String id) {
        return epochs.stream()
                .map(epoch -> new Tombstone(epoch.tombstone(kind, scope, id), kind, scope, epoch.keyTrace()))
                .toList();
    }

    /** Which keys there are. */
    List<String> keyTraces() {
        return epochs.stream().map(Pseudonyms::keyTrace).toList();
    }
}
