package dev.sotto.ingest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for ids and can be made only with the key: the first 130 bits of HMAC-SHA-256 in base 32. Not for use
 * by several threads.
 */
final class Pseudonyms {
    private static final int LENGTH = 26;
    private static final int MAX_REMEMBERED = 1 << 17;
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private final Mac mac;
    private final Map<String, String> persons = new HashMap<>();
    private final Map<String, String> threads = new HashMap<>();

    Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String person(String id) {
        return remembered(persons, "sotto:v1|internal|", id);
    }

    String thread(String id) {
        return remembered(threads, "sotto:v1|thread|", id);
    }

    /** Of a message or an event; each comes up a few times only, so none is remembered. */
    String message(String id) {
        return base32(mac.doFinal(("sotto:v1|message|" + id).getBytes(StandardCharsets.UTF_8)));
    }

    /** What an erased id is known by: of another kind than a pseudonym, so that none of these stands in any file. */
    String tombstone(String kind, String scope, String pseudonym) {
        return base32(mac.doFinal(
                ("sotto:v1|tombstone|" + kind + '|' + scope + '|' + pseudonym).getBytes(StandardCharsets.UTF_8)));
    }

    /** What tells this key from another, and nothing about it. */
    String keyTrace() {
        return tombstone("key", "", "");
    }

    private String remembered(Map<String, String> known, String prefix, String id) {
        String pseudonym = known.get(id);
        if (pseudonym == null) {
            pseudonym = base32(mac.doFinal((prefix + id).getBytes(StandardCharsets.UTF_8)));
            if (known.size() >= MAX_REMEMBERED) {
                known.clear();
            }
            known.put(id, pseudonym);
        }
        return pseudonym;
    }

    private static String base32(byte[] hash) {
        char[] text = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int bit = i * 5;
            int pair = (hash[bit / 8] & 0xff) << 8 | hash[bit / 8 + 1] & 0xff;
            text[i] = BASE32[pair >> 11 - bit % 8 & 31];
        }
        return new String(text);
    }
}
