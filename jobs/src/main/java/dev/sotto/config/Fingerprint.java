package dev.sotto.config;

import dev.sotto.config.Workspace.Input;
import dev.sotto.domain.Feed;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A hash of all that can change a number, whatever the comments, the layout and the order of keys. */
final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 in hex. */
    static String of(Settings settings, ReferenceData reference, CompleteDays completeDays) {
        Map<String, String> contents = new TreeMap<>(reference.contents());
        contents.put("zone", settings.zone().getId());
        contents.put("conversation-gap", settings.conversationGap().toString());
        contents.put("complete", completeDays.words().toString());
        contents.put("plausible-from", settings.plausibleFrom().toString());
        contents.put(
                "readings",
                settings.inputs().stream()
                        .map(input -> input.source().orElse("") + ":"
                                + input.format().map(LogFormat::word).orElse(""))
                        // A further path that is read as it is found says nothing: its files count by what they hold.
                        .filter(reading -> !reading.equals(":"))
                        .distinct()
                        .sorted()
                        .toList()
                        .toString());
        contents.put(
                "mappings",
                Stream.concat(
                                settings.inputs().stream().map(Input::mapping).flatMap(Optional::stream),
                                reference.feeds().stream().map(Feed::mapping).filter(Objects::nonNull))
                        .distinct()
                        .map(Fingerprint::canonical)
                        .sorted()
                        .toList()
                        .toString());
        return Sha256.of(contents.toString());
    }

    // A missing mapping is refused by whoever opens the log; here it only is something else than a present one.
    private static String canonical(Path mapping) {
        return Files.exists(mapping)
                ? YamlFile.parse(mapping, YamlFile.text(mapping)).canonical()
                : "missing";
    }
}
