package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In which arm of each experiment a contact is, and what it did after it came there.
 *
 * <p>The first exposure counts, an assignment to the holdout too; whoever was in several arms says nothing about any.
 */
public final class ExposureStory implements Story {

    public static final Table TABLE = new Table(
            "journeys.exposures",
            "One row an experiment and contact: its arm, and whether it converted after the first exposure.",
            List.of(
                    new Column("experiment_id", "STRING", "The experiment."),
                    new Column("campaign_id", "STRING", "The campaign that declares it."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("person_id", "STRING", "The contact, as a pseudonym."),
                    new Column("variant", "STRING", "The arm of the first exposure."),
                    new Column("exposed_at", "TIMESTAMP", "The first exposure."),
                    new Column("is_multi_arm", "BOOLEAN", "It was in other arms too."),
                    new Column("open_until_at", "TIMESTAMP", "The last instant at which a conversion counts."),
                    new Column("converted_at", "TIMESTAMP", "The first conversion after the exposure, in the window."),
                    new Column(
                            "revenue_minor",
                            "BIGINT",
                            "Purchases in the window less their refunds, in the brand's currency."),
                    new Column("before_minor", "BIGINT", "Purchases in the 28 days before the exposure.")),
            Layout.AS_THEY_COME);

    private static final long BEFORE_MS = 28 * 86_400_000L;

    private final StorySettings settings;

    /** Tell of the experiments that are planned. */
    public ExposureStory(StorySettings settings) {
        this.settings = settings;
    }

    @Override
    public void tell(List<StoryEvent> events, RowSink sink) {
        for (Experiment experiment : settings.experiments()) {
            StoryEvent first = null;
            Set<String> arms = new HashSet<>();
            for (StoryEvent event : events) {
                boolean isExposure =
                        event.type() == EventType.EXPERIMENT_EXPOSED || event.type() == EventType.HOLDOUT_ASSIGNED;
                if (isExposure && experiment.id().equals(event.experimentId()) && event.variant() != null) {
                    first = first == null ? event : first;
                    arms.add(event.variant());
                }
            }
            if (first != null && experiment.brandId().equals(first.brandId())) {
                row(experiment, first, arms.size() > 1, events, sink);
            }
        }
    }

    /** What was bought before is told as it was then: a refund may come of what the experiment did. */
    private void row(
            Experiment experiment, StoryEvent first, boolean isMultiArm, List<StoryEvent> events, RowSink sink) {
        Refunds refunds = Refunds.of(events, settings);
        long until = first.at() + experiment.window().toMillis();
        Long convertedAt = null;
        long revenue = 0;
        long before = 0;
        for (StoryEvent event : events) {
            boolean isAfter = event.at() > first.at() && event.at() <= until;
            if (isAfter && convertedAt == null && event.type() == experiment.conversionEvent()) {
                convertedAt = event.at();
            }
            if (event.type() == EventType.ORDER_PURCHASED && isAfter) {
                revenue += refunds.net(event).orElse(0);
            } else if (event.type() == EventType.ORDER_PURCHASED
                    && event.at() <= first.at()
                    && event.at() > first.at() - BEFORE_MS) {
                before += settings.money(event.brandId(), event.amountMinor(), event.currency(), event.at())
                        .orElse(0);
            }
        }
        sink.row(
                TABLE,
                experiment.id(),
                experiment.campaignId(),
                experiment.brandId(),
                first.contactId(),
                first.variant(),
                first.at(),
                isMultiArm,
                until,
                convertedAt,
                revenue,
                before);
    }
}
