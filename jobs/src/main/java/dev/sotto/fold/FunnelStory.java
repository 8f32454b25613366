package dev.sotto.fold;

import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.List;
import java.util.TreeSet;

/**
 * How far a contact came in each funnel of a brand, for each week in which it began.
 *
 * <p>Of the attempts that begin in a week one counts. Its later steps may come after the week, as long as the window is
 * open, so that a contact of Sunday has as much time as one of Monday.
 */
public final class FunnelStory implements Story {

    public static final Table TABLE = new Table(
            "journeys.funnels",
            "One row a funnel, brand, contact and week: how far the attempt that counts of those begun that week came.",
            List.of(
                    new Column("funnel", "STRING", "The id of the funnel."),
                    new Column("steps", "INT", "How many steps it has."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("person_id", "STRING", "The contact, as a pseudonym."),
                    new Column("week_on", "DATE", "Monday of the week of the first step, in the brand's zone."),
                    new Column("depth", "INT", "How many steps were reached."),
                    new Column("entered_at", "TIMESTAMP", "The first step."),
                    new Column("open_until_at", "TIMESTAMP", "The last instant at which another step counts."),
                    new Column("converted_ms", "BIGINT", "Milliseconds from the first step to the last; null before."),
                    new Column(
                            "listed_under", "STRING", "The value of the funnel's breakdown; null where it has none.")),
            Layout.AS_THEY_COME);

    private final StorySettings settings;

    /** Tell of the funnels that are planned. */
    public FunnelStory(StorySettings settings) {
        this.settings = settings;
    }

    @Override
    public void tell(List<StoryEvent> events, RowSink sink) {
        StoryEvent first = events.get(0);
        for (int i = 0; i < settings.funnels().size(); i++) {
            FunnelPlan plan = settings.funnels().get(i);
            if (plan.isFor(first.brandId())) {
                int index = i;
                List<FunnelMark> marks =
                        events.stream().map(event -> event.marks().get(index)).toList();
                tell(plan, first, marks, sink);
            }
        }
    }

    private void tell(FunnelPlan plan, StoryEvent first, List<FunnelMark> marks, RowSink sink) {
        TreeSet<Integer> weeks = new TreeSet<>();
        for (FunnelMark mark : marks) {
            if (FunnelMatcher.isEntry(plan.matching(), mark)) {
                weeks.add(week(first.brandId(), mark.at()));
            }
        }
        for (int week : weeks) {
            FunnelMatch match =
                    FunnelMatcher.match(plan.matching(), marks, mark -> week(first.brandId(), mark.at()) == week);
            if (match.depth() == 0) {
                continue;
            }
            long entered = match.stepAt().get(0);
            boolean isConverted = match.depth() == plan.matching().steps();
            sink.row(
                    TABLE,
                    plan.id(),
                    plan.matching().steps(),
                    first.brandId(),
                    first.contactId(),
                    week,
                    match.depth(),
                    entered,
                    entered + plan.matching().windowMs(),
                    isConverted ? match.stepAt().get(match.depth() - 1) - entered : null,
                    plan.byColumn() == null ? null : match.value());
        }
    }

    /** The Monday of an instant's week, in epoch days; the epoch was a Thursday. */
    private int week(String brandId, long at) {
        int day = settings.folding().brandDay(brandId, at);
        return day - Math.floorMod(day + 3, 7);
    }
}
