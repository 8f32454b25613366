package dev.sotto.ingest;

import dev.sotto.config.Workspace;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.mapping.Mapping;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What ingest needs to know beside its inputs.
 *
 * @param maxRejectShare share of rejected records above which nothing is published
 * @param pseudonymKey the secret of pseudonyms
 * @param asOf what counts as now
 * @param plausibleFrom before which no event can have happened
 * @param plausibleAhead how long after now an event may claim to have happened
 * @param ageBases what the age bands of each source rest on
 * @param formerKeys secrets of pseudonyms before this one, which tell whom they erased
 * @param keptOut what may not come into the tables again
 */
public record IngestSettings(
        double maxRejectShare,
        byte[] pseudonymKey,
        List<PlatformPolicy> policies,
        Instant asOf,
        Instant plausibleFrom,
        Duration plausibleAhead,
        AgeBases ageBases,
        List<byte[]> formerKeys,
        KeptOut keptOut)
        implements Serializable {

    /** Before which no event can have happened where nobody says otherwise. */
    public static final Instant DEFAULT_PLAUSIBLE_FROM = Instant.parse("2000-01-01T00:00:00Z");

    /** How long after now an event may claim to have happened where nobody says otherwise. */
    public static final Duration DEFAULT_PLAUSIBLE_AHEAD = Duration.ofHours(48);

    public IngestSettings {
        pseudonymKey = pseudonymKey.clone();
        policies = List.copyOf(policies);
        formerKeys = formerKeys.stream().map(byte[]::clone).toList();
        if (pseudonymKey.length < 16) {
            throw new IllegalArgumentException("the key of pseudonyms is too short");
        }
        if (!(maxRejectShare >= 0 && maxRejectShare <= 1)) {
            throw new IllegalArgumentException("the share of rejects is not between 0 and 1");
        }
    }

    /** Settings under which no source says what its age bands rest on. */
    public IngestSettings(
            double maxRejectShare,
            byte[] pseudonymKey,
            List<PlatformPolicy> policies,
            Instant asOf,
            Instant plausibleFrom,
            Duration plausibleAhead) {
        this(
                maxRejectShare,
                pseudonymKey,
                policies,
                asOf,
                plausibleFrom,
                plausibleAhead,
                AgeBases.UNKNOWN,
                List.of(),
                KeptOut.NOTHING);
    }

    /** The settings of a workspace for a run. */
    public static IngestSettings of(Workspace workspace, Instant asOf) {
        return new IngestSettings(
                workspace.maxRejectShare(),
                workspace.pseudonymKey(),
                workspace.policies(),
                asOf,
                workspace.plausibleFrom(),
                DEFAULT_PLAUSIBLE_AHEAD,
                AgeBases.of(workspace.feeds()),
                workspace.formerPseudonymKeys(),
                KeptOut.NOTHING);
    }

    /** The same with what a warehouse may not take in again. */
    IngestSettings keepingOut(KeptOut other) {
        return new IngestSettings(
                maxRejectShare,
                pseudonymKey,
                policies,
                asOf,
                plausibleFrom,
                plausibleAhead,
                ageBases,
                formerKeys,
                other);
    }

    /** The key of now, then former ones. */
    List<byte[]> keys() {
        return Stream.concat(Stream.of(pseudonymKey), formerKeys.stream()).toList();
    }

    @Override
    public byte[] pseudonymKey() {
        return pseudonymKey.clone();
    }

    /** The rules for one file's events, which its mapping may widen or narrow. */
    public EventRules rules(InputFile file) {
        Mapping mapping = file.reading().mapping();
        Instant from = mapping == null || mapping.plausibleFrom() == null ? plausibleFrom : mapping.plausibleFrom();
        Duration ahead =
                mapping == null || mapping.plausibleAhead() == null ? plausibleAhead : mapping.plausibleAhead();
        return new EventRules(from, asOf.plus(ahead));
    }
}
