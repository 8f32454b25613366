package dev.sotto.delivery;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportPlan;
import dev.sotto.warehouse.Ledger.Delivery;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about one occurrence of a report in one language.
 *
 * @param before what the ledger holds of it
 */
public record Decision(
        ReportPlan plan,
        Period period,
        Instant scheduledAt,
        Locale language,
        Verdict verdict,
        Optional<Delivery> before) {

    /** What is to be done. */
    public enum Verdict {
        /** Make it now. */
        MAKE,
        /** It was made: do nothing, unless its page is gone or its numbers were restated. */
        MADE,
        /** It was made of an earlier period: do nothing, unless its numbers were restated. */
        TOLD,
        SKIP_DRAFT,
        SKIP_PAUSED,
        SKIP_TOO_OLD,
        SKIP_SUPERSEDED;

        /** Whether it is left out for a reason that is to be written down. */
        public boolean isSkip() {
            return this != MAKE && this != MADE && this != TOLD;
        }

        /** The reason as the ledger keeps it, such as {@code too old}. */
        public String reason() {
            return isSkip()
                    ? name().substring("SKIP_".length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' ')
                    : "";
        }
    }

    /** Who a page is for that lies in the archive and is sent to nobody. */
    public static final String ARCHIVE = "archive";

    /** A report that was made. */
    public static final String DELIVERED = "delivered";

    /** A report that was left out, and why. */
    public static final String SKIPPED = "skipped";

    /** A report that waits for its numbers. */
    public static final String WAITING = "waiting";

    /** The row of the ledger for a report that was made, and what made it due where something did. */
    public Delivery delivered(int revision, String path, String reason, String runId) {
        return row(revision, DELIVERED, reason, path, runId);
    }

    /** The row of the ledger for a report that waits for what is not there yet. */
    public Delivery waiting(String reason, String runId) {
        return row(WAITING, reason, null, runId);
    }

    /** The row of the ledger for a report that is left out. */
    public Delivery skipped(String runId) {
        return row(SKIPPED, verdict.reason(), null, runId);
    }

    /** The row of the ledger for a report of whose week there is nothing to say by its plan's condition. */
    public Delivery leftOut(String reason, String runId) {
        return row(SKIPPED, reason, null, runId);
    }

    private Delivery row(String state, String detail, @Nullable String path, String runId) {
        return row(Delivery.FIRST_REVISION, state, detail, path, runId);
    }

    private Delivery row(int revision, String state, String detail, @Nullable String path, String runId) {
        return new Delivery(
                plan.id(),
                plan.brandId(),
                period.unit().column(),
                period.startOn(),
                language.toLanguageTag(),
                ARCHIVE,
                revision,
                scheduledAt,
                state,
                detail,
                path,
                runId);
    }
}
