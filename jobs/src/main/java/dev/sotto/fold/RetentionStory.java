package dev.sotto.fold;

import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.RetentionPlan.Span;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.Retention.Member;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a contact came back to a brand in each span of periods that a declared retention asks for. */
public final class RetentionStory implements Story {

    public static final Table TABLE = new Table(
            "journeys.retention",
            "One row a declared retention, brand, contact, cohort and span of periods: whether the contact came back.",
            List.of(
                    new Column("retention", "STRING", "The id of the retention."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("person_id", "STRING", "The contact, as a pseudonym."),
                    new Column("unit", "STRING", "How long a period is: day, week or month."),
                    new Column("cohort_on", "DATE", "First local day of the period of the start, in the brand's zone."),
                    new Column("started_at", "TIMESTAMP", "The start."),
                    new Column("n", "STRING", "The periods after it, such as 3 or 3-6."),
                    new Column("is_back", "BOOLEAN", "It came back in one of them."),
                    new Column("open_until_at", "TIMESTAMP", "When the last of them ends."),
                    new Column("start_event", "STRING", "Type of event that starts."),
                    new Column("return_event", "STRING", "Type of event that is a return."),
                    new Column("is_left_truncated", "BOOLEAN", "It may have begun before the log of its source.")),
            Layout.AS_THEY_COME);

    /** What a mark says of the event by a retention: the start, the return, or both. */
    private static final int START = 1;

    private static final int RETURN = 2;

    private final StorySettings settings;

    /** Tell of the retentions that are planned. */
    public RetentionStory(StorySettings settings) {
        this.settings = settings;
    }

    @Override
    public void tell(List<StoryEvent> events, RowSink sink) {
        String brand = events.get(0).brandId();
        for (int i = 0; i < settings.retention().size(); i++) {
            RetentionPlan plan = settings.retention().get(i);
            if (plan.isFor(brand)) {
                // Marks of retentions come after those of funnels.
                tell(plan, settings.funnels().size() + i, events, sink);
            }
        }
    }

    private void tell(RetentionPlan plan, int mark, List<StoryEvent> events, RowSink sink) {
        List<Long> starts = new ArrayList<>();
        List<Long> returns = new ArrayList<>();
        List<StoryEvent> starting = new ArrayList<>();
        for (StoryEvent event : events) {
            int is = event.marks().get(mark).steps();
            if ((is & START) != 0) {
                starts.add(event.at());
                starting.add(event);
            }
            if ((is & RETURN) != 0) {
                returns.add(event.at());
            }
        }
        if (starts.isEmpty()) {
            return;
        }
        Retention retention = new Retention(
                plan.unit(),
                plan.clock(),
                plan.cohorts(),
                settings.folding().zone(events.get(0).brandId()),
                DayOfWeek.MONDAY);
        // Whoever begins anew in each period needs no history; the first of all may not be the first.
        boolean isLeftTruncated = plan.cohorts() == RetentionPlan.Cohorts.FIRST
                && settings.folding()
                        .isLeftTruncated(
                                starting.get(0).source(), starting.get(0).at());
        for (Member member : retention.members(starts, returns)) {
            for (Span span : plan.spans()) {
                row(plan, events.get(0), retention, member, span, isLeftTruncated, sink);
            }
        }
    }

    private static void row(
            RetentionPlan plan,
            StoryEvent first,
            Retention retention,
            Member member,
            Span span,
            boolean isLeftTruncated,
            RowSink sink) {
        sink.row(
                TABLE,
                plan.id(),
                first.brandId(),
                first.contactId(),
                plan.unit().name().toLowerCase(Locale.ROOT),
                (int) member.cohortOn().toEpochDay(),
                member.startAt(),
                span.word(),
                member.isBack(span.from(), span.through()),
                retention.end(member, span.through()),
                plan.start().type().dotted(),
                plan.comeback().type().dotted(),
                isLeftTruncated);
    }
}
