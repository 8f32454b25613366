package dev.sotto.build;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.Funnel.Order;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.Table;
import dev.sotto.fold.CreditStory;
import dev.sotto.fold.ExposureStory;
import dev.sotto.fold.FoldSettings;
import dev.sotto.fold.FunnelStory;
import dev.sotto.fold.Lookback;
import dev.sotto.fold.RetentionStory;
import dev.sotto.fold.Story;
import dev.sotto.fold.StoryEvent;
import dev.sotto.fold.StorySettings;
import dev.sotto.warehouse.InternalRows;
import dev.sotto.warehouse.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Tells every story of a brand and a contact in one read of the events that matter to one.
 *
 * <p>What an event is to a funnel is decided by Spark, column by column, so that a funnel may ask for any field of the
 * log and costs what it asks for. Events of a contact lie in one bucket: no shuffle.
 */
final class StoryJob {

    /** The tables that stories fill. */
    static final List<Table> TABLES =
            List.of(FunnelStory.TABLE, CreditStory.TABLE, ExposureStory.TABLE, RetentionStory.TABLE);

    /** Ambassadors and creators are of the brand's side: what they are shown, given, click or buy is no contact's. */
    private static final String IS_OF_CONTACT = """
            coalesce(actor_role IN ('contact', 'partner'), FALSE)
            OR coalesce(counterpart_role IN ('contact', 'partner'), FALSE)
            OR event_type NOT IN ('experiment.exposed', 'holdout.assigned', 'link.clicked', 'order.purchased',
              'promo.issued', 'promo.redeemed')
            """;

    /** A receipt tells a machine's click from a person's even where it names no brand. */
    private static final String IS_OF_BRAND = """
            brand_id IS NOT NULL
            OR message_id IS NOT NULL AND event_type IN ('message.delivered', 'message.read', 'message.played')
            """;

    private final StorySettings settings;

    StoryJob(StorySettings settings) {
        this.settings = settings;
    }

    /** What stories have to know. */
    static StorySettings settings(Workspace workspace, FoldSettings folding) {
        Map<String, String> currencies = new HashMap<>();
        for (Brand brand : workspace.brands()) {
            currencies.put(brand.id(), brand.currency());
        }
        Map<String, Double> rates = new HashMap<>();
        workspace
                .rates()
                .forEach(rate -> rates.put(
                        rate.day() + " " + rate.currency(), rate.perEuro().doubleValue()));
        return new StorySettings(
                folding,
                workspace.funnels(),
                workspace.retentionPlans(),
                workspace.experiments(),
                Lookback.USUAL,
                currencies,
                rates);
    }

    /** The rows of all tables. */
    JavaRDD<TableRow> tell(Dataset<Row> events) {
        List<Column> marks = new ArrayList<>();
        settings.funnels().forEach(plan -> marks.add(marks(plan)));
        settings.retention().forEach(plan -> marks.add(marks(plan)));
        List<Column> columns =
                new ArrayList<>(StoryRows.COLUMNS.stream().map(functions::expr).toList());
        columns.add(functions.array(marks.toArray(Column[]::new)).as("marks"));
        Dataset<Row> read = events.filter("contact_id IS NOT NULL")
                .filter(IS_OF_BRAND)
                .filter(IS_OF_CONTACT)
                .filter(matters())
                .select(columns.toArray(Column[]::new))
                .sortWithinPartitions(
                        functions.col("cluster_key"), functions.col("contact_id"), functions.col("occurred_at"));
        StorySettings telling = settings;
        TableRows made = new TableRows(TABLES);
        return InternalRows.of(read).mapPartitions(rows -> new StoryRows(rows, stories(telling), made));
    }

    private static List<Story> stories(StorySettings settings) {
        return List.of(
                new FunnelStory(settings),
                new CreditStory(settings),
                new ExposureStory(settings),
                new RetentionStory(settings));
    }

    /** The types that some story asks for; all of them where a funnel lets nothing come between. */
    private Column matters() {
        TreeSet<String> types = new TreeSet<>();
        StoryEvent.ALWAYS_TOLD.forEach(type -> types.add(type.dotted()));
        settings.experiments()
                .forEach(experiment -> types.add(experiment.conversionEvent().dotted()));
        for (RetentionPlan plan : settings.retention()) {
            types.add(plan.start().type().dotted());
            types.add(plan.comeback().type().dotted());
        }
        for (FunnelPlan plan : settings.funnels()) {
            if (plan.matching().order() == Order.STRICT) {
                return functions.lit(true);
            }
            plan.steps().forEach(step -> types.add(step.type().dotted()));
            plan.exclusions().forEach(exclusion -> types.add(exclusion.type().dotted()));
        }
        return functions.col("event_type").isin(types.toArray());
    }

    private static Column marks(FunnelPlan plan) {
        return functions.struct(
                mask(plan.steps()).as("steps"),
                mask(plan.exclusions()).as("exclusions"),
                text(plan.heldColumn()).as("held"),
                text(plan.byColumn()).as("value"));
    }

    /** The start and the return, as if they were steps. */
    private static Column marks(RetentionPlan plan) {
        return functions.struct(
                mask(List.of(plan.start(), plan.comeback())).as("steps"),
                mask(List.of()).as("exclusions"),
                text(null).as("held"),
                text(null).as("value"));
    }

    private static Column mask(List<EventCondition> conditions) {
        Column mask = functions.lit(0);
        for (int i = 0; i < conditions.size(); i++) {
            mask = mask.plus(functions
                    .when(holds(conditions.get(i)), functions.lit(1 << i))
                    .otherwise(functions.lit(0)));
        }
        return mask;
    }

    private static Column holds(EventCondition condition) {
        Column holds = functions.col("event_type").equalTo(condition.type().dotted());
        for (Map.Entry<String, List<String>> asked : condition.where().entrySet()) {
            holds = holds.and(functions
                    .col(asked.getKey())
                    .cast("string")
                    .isin(asked.getValue().toArray()));
        }
        return holds;
    }

    private static Column text(@Nullable String column) {
        return (column == null ? functions.lit(null) : functions.col(column)).cast("string");
    }
}
