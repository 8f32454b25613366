package dev.sotto.config;

import dev.sotto.config.Workspace.Input;
import dev.sotto.domain.SottoException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The settings of {@code sotto.yaml}, with what the command line put in their place. */
record Settings(
        ZoneId zone,
        Optional<Instant> asOf,
        List<Input> inputs,
        double maxRejectShare,
        Duration conversationGap,
        Instant plausibleFrom,
        Path pseudonymKeyFile,
        Path warehouse,
        Path output,
        Retention retention) {

    Settings {
        inputs = List.copyOf(inputs);
    }

    /** Read them; paths are taken from the folder. */
    static Settings of(Entry sotto, Path folder) {
        ZoneId zone = sotto.optional("zone", ZoneId::of).orElse(ZoneId.of("UTC"));
        Duration gap = sotto.optional("conversation-gap", HumanDuration::parse).orElse(Duration.ofHours(24));
        if (gap.isZero()) {
            throw sotto.refusal("conversation-gap", "is zero", "Write a longer one, like 24h.");
        }
        return new Settings(
                zone,
                sotto.optional("as-of", Moment::parse).map(moment -> moment.endIn(zone)),
                sotto.groups("inputs").stream()
                        .map(input -> input(input, folder))
                        .toList(),
                sotto.number("max-reject-share", 0.05),
                gap,
                Moment.parse(sotto.optional("plausible-from").orElse("2000-01-01"))
                        .startIn(zone),
                folder.resolve(sotto.optional("pseudonym-key-file").orElse(".sotto/pseudonym.key")),
                folder.resolve(sotto.optional("warehouse").orElse(".sotto/warehouse")),
                folder.resolve(sotto.optional("output").orElse(".sotto/output")),
                Retention.of(sotto));
    }

    /** A path from the folder on, unless it is the address of another storage. */
    private static Path location(Path folder, String path) {
        return path.matches("[a-z][a-z0-9+.-]+://.*") ? Path.of(path) : folder.resolve(path);
    }

    private static Input input(Entry input, Path folder) {
        if (input.has("mapping") && input.has("source")) {
            throw input.refusal(
                    "mapping", "stands beside a source", "Keep one of the two; sources.yaml names mappings, too.");
        }
        return new Input(
                location(folder, input.itself().orElseGet(() -> input.text("path"))),
                input.optional("mapping", folder::resolve),
                input.optional("source"),
                Optional.empty());
    }

    Settings overriddenBy(Overrides overrides) {
        if (overrides.mapping().isPresent() && overrides.inputs().isEmpty()) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot use --mapping " + overrides.mapping().get()
                            + ": there is no --input that it could read. Name the input as well.");
        }
        if (overrides.format().isPresent()
                && (overrides.inputs().isEmpty() || overrides.mapping().isPresent())) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot use --format " + overrides.format().get().word() + ": "
                            + (overrides.inputs().isEmpty()
                                    ? "there is no --input that it could be of"
                                    : "--mapping says how to read it already")
                            + ". Name an input, and one of the two.");
        }
        return new Settings(
                zone,
                overrides.asOf().map(this::asOf).or(() -> asOf),
                overrides.inputs().isEmpty()
                        ? inputs
                        : overrides.inputs().stream()
                                .map(path -> new Input(path, overrides.mapping(), Optional.empty(), overrides.format()))
                                .toList(),
                maxRejectShare,
                conversationGap,
                plausibleFrom,
                pseudonymKeyFile,
                overrides.warehouse().orElse(warehouse),
                overrides.output().orElse(output),
                retention);
    }

    private Instant asOf(String text) {
        try {
            return Moment.parse(text).endIn(zone);
        } catch (DateTimeException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot use --as-of " + Shown.text(text) + ": it is neither a date nor an instant. "
                            + ValueFormat.MOMENT.remedy() + ".",
                    e);
        }
    }
}
