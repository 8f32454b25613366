package dev.sotto.build;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.AgeBand;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Metric;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Source;
import dev.sotto.domain.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What SQL files read besides tables: the declarations of the workspace and the catalogue, as temporary views. */
final class ReferenceViews {

    private static final StructType CATALOGUE = StructType.fromDDL("metric STRING, title_en STRING, title_de STRING,"
            + " title_fr STRING, title_it STRING, description_en STRING, description_de STRING, description_fr STRING,"
            + " description_it STRING, unit STRING, better STRING, additive BOOLEAN,"
            + " `interval` STRING, export_policy STRING, by_person STRING, whole_period BOOLEAN, flag STRING, definition_version INT, needs ARRAY<STRING>,"
            + " scopes ARRAY<STRING>, periods ARRAY<STRING>, slices ARRAY<STRING>");
    static final StructType CAMPAIGNS = StructType.fromDDL(
            "campaign_id STRING, brand_id STRING, conversion_event STRING, conversion_window_seconds BIGINT, scenario STRING,"
                    + " is_for_youth BOOLEAN, youth_guideline STRING");
    static final StructType EXPERIMENTS = StructType.fromDDL("experiment_id STRING, campaign_id STRING,"
            + " brand_id STRING, control STRING, variant STRING, weight DOUBLE");
    static final StructType SPENDING =
            StructType.fromDDL("brand_id STRING, campaign_id STRING, from_on DATE, to_on DATE, amount_minor BIGINT");
    static final StructType BRANDS = StructType.fromDDL("brand_id STRING, zone STRING");
    static final StructType POLICIES =
            StructType.fromDDL("platform STRING, valid_from TIMESTAMP, filter_default_on ARRAY<STRING>");
    static final StructType SOURCES = StructType.fromDDL("source STRING, zone STRING,"
            + " complete_after_seconds BIGINT, complete_through DATE, burn_in_days INT, emits ARRAY<STRING>");

    static final StructType FORMATS = StructType.fromDDL("format STRING, event_types ARRAY<STRING>");

    private ReferenceViews() {}

    /** Make them known to a session. */
    static void register(SparkSession spark, Workspace workspace, List<Source> sources, Catalogue catalogue) {
        registerCatalogue(spark, catalogue);
        registerFormats(spark);
        view(spark, "reference_campaigns", CAMPAIGNS, rowsOf(workspace.campaigns()));
        view(spark, "reference_experiments", EXPERIMENTS, armsOf(workspace.experiments()));
        view(spark, "reference_spending", SPENDING, spentBy(workspace.spending()));
        view(spark, "reference_brands", BRANDS, rowsOf(workspace));
        view(spark, "reference_policies", POLICIES, policiesOf(workspace.policies()));
        view(spark, "reference_sources", SOURCES, rowsOf(sources, workspace));
    }

    static void registerCatalogue(SparkSession spark, Catalogue catalogue) {
        view(spark, "reference_catalogue", CATALOGUE, rowsOf(catalogue));
    }

    /** What the log of each format can tell at all; a mapping tells what its author makes it. */
    static void registerFormats(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (LogFormat format : LogFormat.values()) {
            if (format != LogFormat.MAPPED) {
                Set<EventType> types = format.emits().orElse(Set.of(EventType.values()));
                rows.add(RowFactory.create(format.word(), words(types)));
            }
        }
        view(spark, "reference_formats", FORMATS, rows);
    }

    private static String[] words(Set<EventType> types) {
        return types.stream().map(EventType::dotted).sorted().toArray(String[]::new);
    }

    private static void view(SparkSession spark, String name, StructType schema, List<Row> rows) {
        spark.createDataFrame(rows, schema).createOrReplaceTempView(name);
    }

    private static List<Row> rowsOf(Catalogue catalogue) {
        List<Row> rows = new ArrayList<>();
        for (Metric metric : catalogue.all()) {
            rows.add(RowFactory.create(
                    metric.id(),
                    metric.title(Locale.ENGLISH),
                    metric.title(Locale.GERMAN),
                    metric.title(Locale.FRENCH),
                    metric.title(Locale.ITALIAN),
                    metric.description(Locale.ENGLISH),
                    metric.description(Locale.GERMAN),
                    metric.description(Locale.FRENCH),
                    metric.description(Locale.ITALIAN),
                    metric.unit(),
                    word(metric.better()),
                    metric.additive(),
                    word(metric.interval()),
                    word(metric.exportPolicy()),
                    word(metric.byPerson()),
                    metric.wholePeriod(),
                    metric.flag(),
                    metric.definitionVersion(),
                    metric.needs().toArray(String[]::new),
                    metric.scopes().toArray(String[]::new),
                    metric.periods().toArray(String[]::new),
                    metric.slices().toArray(String[]::new)));
        }
        return rows;
    }

    /** The zone of each brand's days, and under no brand that of the site's. */
    private static List<Row> rowsOf(Workspace workspace) {
        List<Row> rows = new ArrayList<>();
        rows.add(RowFactory.create(null, workspace.zone().getId()));
        for (Brand brand : workspace.brands()) {
            rows.add(RowFactory.create(brand.id(), brand.zone().getId()));
        }
        return rows;
    }

    private static List<Row> rowsOf(List<Campaign> campaigns) {
        List<Row> rows = new ArrayList<>();
        for (Campaign campaign : campaigns) {
            rows.add(RowFactory.create(
                    campaign.id(),
                    campaign.brandId(),
                    campaign.conversionEvent().dotted(),
                    campaign.conversionWindow().toSeconds(),
                    campaign.scenario(),
                    campaign.isForYouth(),
                    campaign.youthGuideline()));
        }
        return rows;
    }

    private static List<Row> rowsOf(List<Source> sources, Workspace workspace) {
        Map<String, Row> rows = new TreeMap<>();
        for (Source source : sources) {
            Set<EventType> emits = source.emits();
            rows.put(
                    source.id(),
                    RowFactory.create(
                            source.id(),
                            workspace.zone().getId(),
                            source.completeAfter().toSeconds(),
                            source.completeThrough() == null ? null : java.sql.Date.valueOf(source.completeThrough()),
                            source.burnInDays(),
                            emits == null ? null : words(emits)));
        }
        return List.copyOf(rows.values());
    }

    private static List<Row> policiesOf(List<PlatformPolicy> policies) {
        List<Row> rows = new ArrayList<>();
        for (PlatformPolicy policy : policies) {
            rows.add(RowFactory.create(
                    policy.platform(),
                    java.sql.Timestamp.from(policy.validFrom()),
                    policy.filterDefaultOn().stream()
                            .map(AgeBand::column)
                            .sorted()
                            .toArray(String[]::new)));
        }
        return rows;
    }

    private static List<Row> armsOf(List<Experiment> experiments) {
        List<Row> rows = new ArrayList<>();
        for (Experiment experiment : experiments) {
            experiment
                    .weights()
                    .forEach((arm, weight) -> rows.add(RowFactory.create(
                            experiment.id(),
                            experiment.campaignId(),
                            experiment.brandId(),
                            experiment.control(),
                            arm,
                            weight)));
        }
        return rows;
    }

    private static List<Row> spentBy(List<Spending> spending) {
        List<Row> rows = new ArrayList<>();
        for (Spending spent : spending) {
            rows.add(RowFactory.create(
                    spent.brandId(),
                    spent.campaignId(),
                    java.sql.Date.valueOf(spent.fromOn()),
                    spent.toOn() == null ? null : java.sql.Date.valueOf(spent.toOn()),
                    spent.amountMinor()));
        }
        return rows;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
