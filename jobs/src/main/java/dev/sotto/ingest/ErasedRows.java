package dev.sotto.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.sotto.domain.LogTables;
import dev.sotto.warehouse.Bygones.Removal;
import dev.sotto.warehouse.Bygones.Tombstone;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The events of a table, told apart by whether they are of erased persons: by the same rules as at the door
 * ({@link Doorkeeper}), on ids that are hidden already.
 */
final class ErasedRows {
    private static final Column ANYWHERE = lit(null).cast("string");
    private static final Column PLATFORM = col("platform");
    private static final Column SOURCE = col("source");

    private final Dataset<Row> events;
    private final KeptOut keptOut;
    private final List<byte[]> keys;
    private final UserDefinedFunction person;
    private final UserDefinedFunction plain;
    private final UserDefinedFunction thread;
    private final UserDefinedFunction message;

    ErasedRows(Dataset<Row> events, KeptOut keptOut, List<byte[]> keys) {
        this.events = events;
        this.keptOut = keptOut;
        this.keys = keys;
        this.person = udf(new Recognition(keptOut, keys, ErasedIds::isPerson), DataTypes.BooleanType);
        this.plain = udf(
                new Recognition(
                        keptOut,
                        keys,
                        (ids, text, platform, source) -> ids.isPersonId(text, platform, source) || ids.isWord(text)),
                DataTypes.BooleanType);
        this.thread = udf(
                new Recognition(keptOut, keys, (ids, id, platform, source) -> ids.isThread(id, platform)),
                DataTypes.BooleanType);
        this.message = udf(
                new Recognition(keptOut, keys, (ids, id, platform, source) -> ids.isMessage(id, platform)),
                DataTypes.BooleanType);
    }

    /** A question about an id, which a platform and a source may narrow. */
    @FunctionalInterface
    private interface Question extends Serializable {
        boolean isErased(ErasedIds ids, @Nullable String id, @Nullable String platform, @Nullable String source);
    }

    /** A question as Spark asks it; the keys travel in it, and in no plan's text. */
    private static final class Recognition implements UDF3<String, String, String, Boolean> {
        private static final long serialVersionUID = 1L;

        private final KeptOut keptOut;
        private final ArrayList<byte[]> keys;
        private final Question question;
        private transient @Nullable ErasedIds ids;

        Recognition(KeptOut keptOut, List<byte[]> keys, Question question) {
            this.keptOut = keptOut;
            this.keys = new ArrayList<>(keys);
            this.question = question;
        }

        @Override
        public synchronized Boolean call(@Nullable String id, @Nullable String platform, @Nullable String source) {
            ErasedIds known = ids;
            if (known == null) {
                known = new ErasedIds(keptOut, keys);
                ids = known;
            }
            return question.isErased(known, id, platform, source);
        }
    }

    /** What keeps those out who are said to be the same as erased persons, and those who are said so of these. */
    Set<Tombstone> alsoSame() {
        List<Row> links = events.where("event_type = 'person.linked' AND same_as IS NOT NULL")
                .selectExpr("coalesce(contact_id, actor_id, counterpart_id) AS person", "same_as")
                .where("person IS NOT NULL")
                .distinct()
                .collectAsList();
        ErasedIds ids = new ErasedIds(keptOut, keys);
        Set<String> gone = new HashSet<>();
        links.stream()
                .flatMap(link -> Stream.of(link.getString(0), link.getString(1)))
                .filter(id -> ids.isPerson(id, null, null))
                .forEach(gone::add);
        Set<String> found = new HashSet<>();
        boolean hasMore = true;
        while (hasMore) {
            hasMore = false;
            for (Row link : links) {
                String one = link.getString(0);
                String other = link.getString(1);
                if (gone.contains(one) != gone.contains(other)) {
                    String also = gone.contains(one) ? other : one;
                    gone.add(also);
                    found.add(also);
                    hasMore = true;
                }
            }
        }
        Set<Tombstone> tombstones = new HashSet<>();
        found.forEach(id -> tombstones.addAll(ids.ofPerson(id, "")));
        return tombstones;
    }

    /** What keeps the rest of erased persons' own conversations out: that in which they are the contact, or roles are unknown. */
    Set<Tombstone> threads() {
        Column isOwn = person.apply(col("contact_id"), ANYWHERE, ANYWHERE)
                .or(col("contact_id").isNull().and(isTheirs(ANYWHERE, ANYWHERE)));
        ErasedIds ids = new ErasedIds(keptOut, keys);
        Set<Tombstone> tombstones = new HashSet<>();
        events.where("conversation_kind = 'one_to_one' AND thread_id IS NOT NULL")
                .where(isOwn)
                .select("thread_id", "platform")
                .distinct()
                .collectAsList()
                .forEach(row -> tombstones.addAll(ids.ofThread(row.getString(0), row.getString(1))));
        return tombstones;
    }

    /** What keeps receipts and reactions out that others gave to erased messages. */
    Set<Tombstone> messages() {
        ErasedIds ids = new ErasedIds(keptOut, keys);
        Set<Tombstone> tombstones = new HashSet<>();
        events.where("event_type = 'message.sent' AND message_id IS NOT NULL")
                .where(isTheirs(ANYWHERE, ANYWHERE).or(thread.apply(col("thread_id"), PLATFORM, SOURCE)))
                .select("message_id", "platform")
                .distinct()
                .collectAsList()
                .forEach(row -> tombstones.addAll(ids.ofMessage(row.getString(0), row.getString(1))));
        return tombstones;
    }

    private Column isTheirs(Column platform, Column source) {
        return person.apply(col("actor_id"), platform, source)
                .or(person.apply(col("counterpart_id"), platform, source))
                .or(person.apply(col("same_as"), platform, source));
    }

    private Column isGone() {
        return isTheirs(PLATFORM, SOURCE)
                .or(thread.apply(col("thread_id"), PLATFORM, SOURCE))
                .or(message.apply(col("message_id"), PLATFORM, SOURCE));
    }

    private Column isTrimmed() {
        Column others = coalesce(
                size(filter(col("recipients"), one -> person.apply(one.getField("id"), PLATFORM, SOURCE))), lit(0));
        Column named = coalesce(size(filter(col("mentions"), one -> person.apply(one, PLATFORM, SOURCE))), lit(0));
        Column said = coalesce(
                size(map_filter(col("attributes"), (key, value) -> plain.apply(value, PLATFORM, SOURCE))), lit(0));
        return others.gt(0).or(named.gt(0)).or(said.gt(0)).or(message.apply(col("reply_to"), PLATFORM, SOURCE));
    }

    /** How many events of each run are gone, and of how many only a name is. */
    List<Removal> removals(String cause) {
        List<Removal> removals = new ArrayList<>();
        Dataset<Row> counts = events.withColumn("_gone", isGone())
                .withColumn("_trimmed", not(col("_gone")).and(isTrimmed()))
                .where("_gone OR _trimmed")
                .groupBy("run_id")
                .agg(count_if(col("_gone")), count_if(col("_trimmed")))
                .sort("run_id");
        for (Row row : counts.collectAsList()) {
            Stream.of(
                            new Removal(
                                    LogTables.EVENTS.name(),
                                    Doorkeeper.ERASED,
                                    cause,
                                    row.getString(0),
                                    row.getLong(1)),
                            new Removal(
                                    LogTables.EVENTS.name(), Erasure.TRIMMED, cause, row.getString(0), row.getLong(2)))
                    .filter(removal -> removal.rows() > 0)
                    .forEach(removals::add);
        }
        return removals;
    }

    /** The events that stay, less the names of erased persons in them. */
    Dataset<Row> kept() {
        Column addressed = col("event_type")
                .equalTo("message.sent")
                .and(col("reply_to")
                        .isNotNull()
                        .or(coalesce(size(col("mentions")), lit(0)).gt(0)));
        Column attributes = map_filter(col("attributes"), (key, value) -> not(plain.apply(value, PLATFORM, SOURCE)));
        return events.where(not(isGone()))
                .withColumn("_trimmed", isTrimmed())
                .withColumn(
                        "recipients",
                        filter(col("recipients"), one -> not(person.apply(one.getField("id"), PLATFORM, SOURCE))))
                .withColumn("mentions", filter(col("mentions"), one -> not(person.apply(one, PLATFORM, SOURCE))))
                .withColumn("attributes", when(size(attributes).gt(0), attributes))
                .withColumn("reply_to", when(not(message.apply(col("reply_to"), PLATFORM, SOURCE)), col("reply_to")))
                .withColumn("is_addressed", when(col("_trimmed"), addressed).otherwise(col("is_addressed")))
                .select(LogRows.columns(LogTables.EVENTS));
    }
}
