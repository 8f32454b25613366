package dev.sotto.ingest;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.file.InputFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/** The id under which a batch is staged and published: the same inputs, settings and code give the same. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * The id of a batch.
     *
     * @param inputsBefore snapshot of {@code log.inputs} that the batch goes beyond: a file that could not be read once
     *     makes another batch when it comes again
     */
    static String of(
            IngestSettings settings, List<InputFile> files, List<FileReport> refusals, OptionalLong inputsBefore) {
        MessageDigest digest = Sha256.digest();
        add(digest, LogTables.EVENTS.ddl());
        add(digest, inputsBefore.toString());
        settings.policies().forEach(policy -> add(digest, policy.words()));
        // Of the key nothing but a trace that cannot be followed back.
        add(digest, new Pseudonyms(settings.pseudonymKey()).person("fingerprint"));
        add(digest, new TreeSet<>(settings.keptOut().tombstones()).toString());
        add(digest, String.valueOf(settings.keptOut().horizon()));
        for (InputFile file : files) {
            add(digest, file.name());
            add(digest, file.sha256());
            add(digest, String.valueOf(file.mappingSha256()));
        }
        for (FileReport refusal : refusals) {
            add(digest, refusal.file());
            add(digest, String.valueOf(refusal.detail()));
        }
        return "ingest-" + Sha256.hex(digest.digest()).substring(0, 32);
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
