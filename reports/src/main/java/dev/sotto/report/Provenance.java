package dev.sotto.report;

import dev.sotto.domain.PlatformPolicy;
import dev.sotto.warehouse.LogFacts.LeftOut;
import dev.sotto.warehouse.LogFacts.Sent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the numbers of a report come from.
 *
 * @param asOf what was taken for now
 * @param sent what each source has sent of what the report is about
 * @param leftOut what no number of it counts
 * @param policies the limits of all platforms
 * @param logs the formats of log that could tell a metric which some source cannot, by metric
 * @param silences gaps in what its sources sent
 * @param restatement which of its numbers were told otherwise before
 */
public record Provenance(
        String runId,
        Instant asOf,
        List<Sent> sent,
        List<LeftOut> leftOut,
        List<PlatformPolicy> policies,
        Map<String, Set<String>> logs,
        List<Silence> silences,
        Restatement restatement) {
    public Provenance {
        leftOut = List.copyOf(leftOut);
        policies = List.copyOf(policies);
        sent = List.copyOf(sent);
        logs = Map.copyOf(logs);
        silences = List.copyOf(silences);
    }

    /** The same where numbers were told otherwise before. */
    Provenance restated(Restatement other) {
        return new Provenance(runId, asOf, sent, leftOut, policies, logs, silences, other);
    }

    /** The gaps that lie in a span of time or reach into it. */
    List<Silence> silencesIn(Instant from, Instant until) {
        return silences.stream()
                .filter(silence ->
                        silence.from().isBefore(until) && silence.until().isAfter(from))
                .toList();
    }

    /** Up to when the days of all sources are complete; empty where that is not known. */
    Optional<Instant> completeUntil() {
        return sent.stream().map(Sent::completeUntil).min(Comparator.naturalOrder());
    }
}
