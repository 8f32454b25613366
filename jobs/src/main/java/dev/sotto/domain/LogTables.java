package dev.sotto.domain;

import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables that ingest fills. */
public final class LogTables {

    /** A person as a column: pseudonym, role, age. */
    public static final String PERSON =
            "STRUCT<id: STRING, role: STRING, age_band: STRING, age_basis: STRING, tier: STRING>";

    /** An item of a media pack as a column. */
    public static final String MEDIA_ITEM =
            "STRUCT<position: INT, kind: STRING, origin: STRING, edited: BOOLEAN, captioned: BOOLEAN>";

    /** Every accepted event, once. */
    public static final Table EVENTS = new Table(
            "log.events",
            "Every accepted event, once: the envelope and payload of the log, judged by the policy of its time.",
            eventColumns(),
            new Layout(
                    "cluster_key",
                    List.of("cluster_key", "occurred_at"),
                    List.of(
                            "event_id",
                            "message_id",
                            "occurred_at",
                            "received_at",
                            "event_key_high",
                            "event_key_low")));

    /** Every record that was refused. */
    public static final Table REJECTS = new Table(
            "log.rejects",
            "Every record that was refused, where it stands and why; never its text.",
            List.of(
                    new Column("file", "STRING", "The file, as it was named."),
                    new Column("line_number", "BIGINT", "The line or row, from 1."),
                    new Column("byte_offset", "BIGINT", "Where it begins in the decompressed file."),
                    new Column("byte_length", "BIGINT", "Its length with its line end."),
                    new Column("reason", "STRING", "Why, as a code."),
                    new Column("detail", "STRING", "The field or rule concerned; never a value of a person."),
                    new Column("raw", "STRING", "The record itself, only where it can hold neither text nor ids."),
                    new Column("raw_sha256", "STRING", "SHA-256 of the record, in hex."),
                    new Column("run_id", "STRING", "The run that refused it."),
                    new Column("refused_at", "TIMESTAMP", "What that run took for now.")),
            Layout.sortedBy("file", "line_number"));

    /** One row a file read. */
    public static final Table INPUTS = new Table(
            "log.inputs",
            "One row a file: read = accepted + duplicate + rejected + ignored + blank, and the same in bytes.",
            inputColumns(),
            Layout.sortedBy("file"));

    private LogTables() {}

    private static List<Column> eventColumns() {
        List<Column> columns = new ArrayList<>();
        Arrays.stream(EventField.values())
                .map(field -> new Column(field.column(), type(field.shape()), field.description()))
                .forEach(columns::add);
        columns.addAll(List.of(
                new Column("policy_version", "STRING", "The policy that judged it; default is the built-in one."),
                new Column(
                        "policy_conflict", "STRING", "The rules that it contradicts, joined by commas; null if none."),
                new Column(
                        "direction", "STRING", "inbound, outbound, or null where it is neither or roles are unknown."),
                new Column("contact_id", "STRING", "The person outside the brand; null where there is none."),
                new Column("actor_id", "STRING", "actor.id as a column of its own, for folds."),
                new Column("actor_role", "STRING", "actor.role as a column of its own, for folds."),
                new Column("actor_age_band", "STRING", "actor.age_band as a column of its own, for folds."),
                new Column("counterpart_id", "STRING", "counterpart.id as a column of its own, for folds."),
                new Column("counterpart_role", "STRING", "counterpart.role as a column of its own, for folds."),
                new Column("counterpart_age_band", "STRING", "counterpart.age_band as a column of its own, for folds."),
                new Column("media_items", "INT", "How many items the media pack has."),
                new Column(
                        "is_addressed", "BOOLEAN", "In a group: it answers a message or names someone of the brand."),
                new Column(
                        "cluster_key",
                        "BIGINT",
                        "Hash of the contact, else the pair, else the thread: decides the bucket."),
                new Column("event_key_high", "BIGINT", "First half of the 128-bit hash of source and event_id."),
                new Column("event_key_low", "BIGINT", "Second half of the 128-bit hash of source and event_id."),
                new Column("run_id", "STRING", "The run that accepted it.")));
        return columns;
    }

    private static List<Column> inputColumns() {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("file", "STRING", "The file, as it was named."),
                new Column("sha256", "STRING", "SHA-256 of the file as it lies, in hex."),
                new Column("bytes", "BIGINT", "Size of the decompressed content, or of the file for Parquet."),
                new Column("status", "STRING", "read, or refused with the reason in detail."),
                new Column("detail", "STRING", "Why a file was refused; else null.")));
        for (String suffix : List.of("", "_bytes")) {
            String unit = suffix.isEmpty() ? "Records" : "Bytes of records";
            columns.add(new Column("read" + suffix, "BIGINT", unit + " read."));
            columns.add(new Column("accepted" + suffix, "BIGINT", unit + " that became events."));
            columns.add(new Column("duplicate" + suffix, "BIGINT", unit + " that were known already."));
            columns.add(new Column("rejected" + suffix, "BIGINT", unit + " that were refused."));
            columns.add(new Column("ignored" + suffix, "BIGINT", unit + " left out on purpose."));
            columns.add(new Column("blank" + suffix, "BIGINT", unit + " that hold nothing."));
        }
        columns.add(new Column(
                "mapping_sha256", "STRING", "SHA-256 of the mapping that read it, in hex; null for a canonical log."));
        columns.add(new Column("run_id", "STRING", "The run that read it."));
        columns.add(new Column("format", "STRING", "How it was read, such as canonical or whatsapp_cloud."));
        columns.add(new Column(
                "declaration",
                "STRING",
                "What its mapping or format declares about its source, as JSON; null where nothing is."));
        return columns;
    }

    private static String type(EventField.Shape shape) {
        return switch (shape) {
            case STRING -> "STRING";
            case LONG -> "BIGINT";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMP";
            case STRINGS -> "ARRAY<STRING>";
            case PERSON -> PERSON;
            case PERSONS -> "ARRAY<" + PERSON + ">";
            case MEDIA -> "ARRAY<" + MEDIA_ITEM + ">";
            case ATTRIBUTES -> "MAP<STRING, STRING>";
        };
    }
}
