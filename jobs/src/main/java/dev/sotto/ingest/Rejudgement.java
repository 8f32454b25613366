package dev.sotto.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.sotto.domain.EventType;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.IngestReport.JudgedAgain;
import dev.sotto.warehouse.TableFiles;
import dev.sotto.warehouse.Warehouse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Judges published events again whose policy was declared, changed or taken back after they were accepted.
 *
 * <p>What the verdicts of {@code log.events} rest on is a property of the table, which changes in the same commit as the
 * verdicts: a run that dies leaves both as they were or both as they are to be. Only files that hold a verdict that
 * changes are written anew.
 */
final class Rejudgement {
    private static final String EVENTS = LogTables.EVENTS.name();
    private static final String POLICIES = "sotto.judged-by";
    private static final String OUTCOME = "sotto.judged-again";
    private static final StructType VERDICT =
            StructType.fromDDL("is_again BOOLEAN, is_changed BOOLEAN, version STRING, conflicts STRING");
    private static final List<String> FACTS = List.of(
            "platform",
            "unix_micros(occurred_at) AS occurred_at",
            "event_type",
            "kind",
            "voice_ms",
            "media_items",
            "followers",
            "has_subscription",
            "has_fan_club",
            "actor_age_band",
            "policy_version",
            "policy_conflict");

    private final Warehouse warehouse;
    private final JudgedBy now;
    private final PolicyJudge judge;
    private final String runId;
    private final Progress progress;

    private Rejudgement(Warehouse warehouse, List<PlatformPolicy> policies, String runId, Progress progress) {
        this.warehouse = warehouse;
        this.now = JudgedBy.of(policies);
        this.judge = new PolicyJudge(policies);
        this.runId = runId;
        this.progress = progress;
    }

    /**
     * Bring every verdict in line with policies, and answer what that changed; empty where it concerned no event.
     *
     * <p>A run that is taken up again answers what its first attempt did.
     */
    static Optional<JudgedAgain> run(
            Warehouse warehouse, List<PlatformPolicy> policies, String runId, Progress progress) {
        return new Rejudgement(warehouse, policies, runId, progress).run();
    }

    private Optional<JudgedAgain> run() {
        TableFiles files = warehouse.files(EVENTS);
        String then = files.property(POLICIES).orElse("");
        if (then.equals(now.text())) {
            return files.property(OUTCOME).flatMap(this::ofThisRun);
        }
        if (warehouse.snapshot(EVENTS).isEmpty()) {
            files.say(Map.of(POLICIES, now.text()));
            return Optional.empty();
        }
        progress.begin("judge again");
        Dataset<Row> judged = judged(warehouse.read(EVENTS), JudgedBy.read(then));
        long again = 0;
        long changed = 0;
        Set<String> changing = new HashSet<>();
        for (Row row : judged.groupBy("_file")
                .agg(count_if(col("verdict.is_again")), count_if(col("verdict.is_changed")))
                .collectAsList()) {
            again += row.getLong(1);
            changed += row.getLong(2);
            if (row.getLong(2) > 0) {
                changing.add(row.getString(0));
            }
        }
        Map<String, String> said = Map.of(POLICIES, now.text(), OUTCOME, runId + " " + again + " " + changed);
        if (changing.isEmpty()) {
            files.say(said);
        } else {
            String id = "judge-" + warehouse.snapshot(EVENTS).getAsLong();
            files.replace(changing, warehouse.stage(EVENTS, rows(judged, changing), id), said);
        }
        progress.end(String.format(Locale.ROOT, "%,d events, %,d verdicts changed", again, changed));
        return outcome(again, changed);
    }

    private Optional<JudgedAgain> ofThisRun(String outcome) {
        String[] words = outcome.split(" ");
        return words[0].equals(runId) ? outcome(Long.parseLong(words[1]), Long.parseLong(words[2])) : Optional.empty();
    }

    private static Optional<JudgedAgain> outcome(long events, long changed) {
        return events == 0 ? Optional.empty() : Optional.of(new JudgedAgain(events, changed));
    }

    private Dataset<Row> judged(Dataset<Row> events, JudgedBy then) {
        Column facts = struct(FACTS.stream().map(functions::expr).toArray(Column[]::new));
        return events.withColumn("_file", col("_file"))
                .withColumn(
                        "verdict", udf(new Judgement(judge, then, now), VERDICT).apply(facts));
    }

    private static Dataset<Row> rows(Dataset<Row> judged, Set<String> files) {
        return judged.where(col("_file").isin(files.toArray()))
                .withColumn("policy_version", col("verdict.version"))
                .withColumn("policy_conflict", col("verdict.conflicts"))
                .select(LogRows.columns(LogTables.EVENTS));
    }

    /** The new verdict on a row, and whether another policy gave the one before. */
    private record Judgement(PolicyJudge judge, JudgedBy then, JudgedBy now) implements UDF1<Row, Row> {
        @Override
        public Row call(Row row) {
            String platform = row.getString(0);
            long occurredAt = row.getLong(1);
            String version = row.getString(10);
            String conflicts = row.getString(11);
            if (Objects.equals(then.inForce(platform, occurredAt), now.inForce(platform, occurredAt))) {
                return RowFactory.create(false, false, version, conflicts);
            }
            PolicyJudge.Verdict verdict = judge.judge(
                    new PolicyJudge.Facts(
                            platform,
                            occurredAt,
                            EventType.named(row.getString(2)).orElseThrow(),
                            row.getString(3),
                            number(row, 4),
                            row.isNullAt(5) ? 0 : row.getInt(5),
                            number(row, 6),
                            truth(row, 7),
                            truth(row, 8),
                            row.getString(9)),
                    conflicts != null && Arrays.asList(conflicts.split(",")).contains("under_16"));
            boolean isChanged = !new PolicyJudge.Verdict(version, conflicts).equals(verdict);
            return RowFactory.create(true, isChanged, verdict.version(), verdict.conflicts());
        }

        private static @Nullable Long number(Row row, int column) {
            return row.isNullAt(column) ? null : Long.valueOf(row.getLong(column));
        }

        private static @Nullable Boolean truth(Row row, int column) {
            return row.isNullAt(column) ? null : Boolean.valueOf(row.getBoolean(column));
        }
    }
}
