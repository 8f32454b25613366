package dev.sotto.cli.report;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of which kind and of which week: what is asked of every command that makes reports. */
final class WeekOptions {

    @Option(
            names = "--kind",
            paramLabel = "K",
            description =
                    "brand; operator: the quality, safety and deliveries of all brands; creator: a brand's creator"
                            + " rooms; alert: a brand's numbers beside their limits. Default: brand.")
    private ReportKind kind = ReportKind.BRAND;

    @Option(
            names = "--period",
            paramLabel = "P",
            description = "The week, such as 2026-W15, or a day of it. Default: the last one that is over.")
    private @Nullable String period;

    ReportKind kind() {
        return kind;
    }

    /** The week in a zone, as of a run. */
    Period week(Instant asOf, ZoneId zone) {
        return ReportChoice.week(period, asOf, zone);
    }
}
