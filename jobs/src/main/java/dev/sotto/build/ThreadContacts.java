package dev.sotto.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Whose an event is that names its thread only, as a brand's own desk often writes it: that of the one contact whose
 * messages this thread of two holds; where none of its messages names one, of the one contact of whom it tells at all.
 * What is told of a ticket without a thread is of the one contact of whom the rest of the ticket is.
 *
 * <p>Where a thread or a ticket knows no contact or several, nobody can say: what names none stays by itself there, with
 * what is told of the same ticket, and its messages are conversations of their own.
 *
 * <p>What threads and tickets tell is kept until this is closed, because every reader of the events asks for it.
 */
final class ThreadContacts implements AutoCloseable {

    private static final String OUTSIDE = " IN ('contact', 'partner')";
    private static final String BRAND_SIDE = " IN ('brand', 'agent', 'creator')";
    private static final String WITHIN = " IN ('brand', 'agent', 'creator', 'bot', 'moderator')";
    private static final String IS_OF_TWO =
            "thread_id IS NOT NULL AND coalesce(conversation_kind = 'one_to_one', TRUE)";
    private static final String IS_OF_TICKET =
            "thread_id IS NULL AND ticket_id IS NOT NULL AND event_type LIKE 'ticket.%'";

    /** No id but one of the brand's side, nor two of that side; a denial is never joined to anybody. */
    private static final String IS_NAMELESS = "contact_id IS NULL AND event_type <> 'access.denied'"
            + " AND (actor_id IS NULL OR counterpart_id IS NULL)"
            + " AND NOT coalesce(actor_role" + WITHIN + " AND counterpart_role" + WITHIN + ", FALSE)"
            + " AND coalesce(actor_id IS NULL OR actor_role" + WITHIN + ", FALSE)"
            + " AND coalesce(counterpart_id IS NULL OR counterpart_role" + WITHIN + ", FALSE)"
            + " AND NOT coalesce(actor_role" + OUTSIDE + " AND counterpart_role" + OUTSIDE + ", FALSE)";

    private static final String IS_BY_CONTACT =
            "coalesce(actor_role" + OUTSIDE + " OR counterpart_role" + WITHIN + ", FALSE)";

    /** Of the same for whoever runs it: messages before all else, then what has a contact or a thread, then the greatest ids. */
    private static final String WEIGHT =
            "struct(event_type = 'message.sent', contact_id IS NOT NULL, thread_id IS NOT NULL,"
                    + " contact_id, cluster_key, coalesce(actor_role, counterpart_role))";

    private final List<Dataset<Row>> kept = new ArrayList<>();

    /** The events, each with the contact of its thread or ticket; those of a contact are in one partition. */
    Dataset<Row> named(Dataset<Row> events) {
        // Most logs hold none of these: one look without a shuffle tells so for both.
        if (events.filter(IS_NAMELESS + " AND (" + IS_OF_TWO + " OR " + IS_OF_TICKET + ")")
                .isEmpty()) {
            return events;
        }
        Dataset<Row> threaded = named(events, "thread_id", IS_OF_TWO, "contact_id IS NOT NULL AND " + IS_OF_TWO);
        Dataset<Row> ticketed = named(threaded, "ticket_id", IS_OF_TICKET, "event_type LIKE 'ticket.%'");
        return ticketed.equals(events) ? events : ticketed.repartition(functions.col("cluster_key"));
    }

    private Dataset<Row> named(Dataset<Row> events, String by, String isAsking, String isTelling) {
        String isNameless = IS_NAMELESS + " AND " + isAsking;
        Dataset<Row> asking = events.filter(isNameless).select(by).distinct();
        if (asking.isEmpty()) {
            return events;
        }
        Dataset<Row> told = told(events.filter(isTelling).join(asking, by), by).persist(StorageLevel.MEMORY_AND_DISK());
        kept.add(told);
        if (told.isEmpty()) {
            return events;
        }
        Column isOf = functions.expr(isNameless).and(events.col(by).equalTo(told.col("told_of")));
        Column[] columns = Arrays.stream(events.columns())
                .map(column -> functions.expr(column(column)).as(column))
                .toArray(Column[]::new);
        return events.join(told, isOf, "left").select(columns);
    }

    /** By thread or ticket: where its events lie, and its only contact, if there is one. */
    private static Dataset<Row> told(Dataset<Row> events, String by) {
        return events.groupBy(functions.col(by).as("told_of"))
                .agg(
                        functions.expr(ofMessages("min")).as("told_contact"),
                        functions.expr(ofMessages("max")).as("other_contact"),
                        functions.expr("max_by(cluster_key, " + WEIGHT + ")").as("told_key"),
                        functions
                                .expr("max_by(if(actor_id = contact_id, actor_role, counterpart_role), " + WEIGHT + ")")
                                .as("told_role"))
                .filter("told_contact IS NULL OR told_contact = other_contact AND told_role" + OUTSIDE)
                .drop("other_contact");
    }

    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
    }

    private static String ofMessages(String aggregate) {
        return "coalesce(" + aggregate + "(if(event_type = 'message.sent', contact_id, NULL)), " + aggregate
                + "(contact_id))";
    }

    private static String column(String column) {
        return switch (column) {
            case "contact_id" -> "coalesce(contact_id, told_contact)";
            case "cluster_key" -> "coalesce(told_key, cluster_key)";
            case "actor_id" -> toldIf(IS_BY_CONTACT, "told_contact", column);
            case "actor_role" -> toldIf(IS_BY_CONTACT, "told_role", column);
            case "counterpart_id" -> toldIf("NOT " + IS_BY_CONTACT, "told_contact", column);
            case "counterpart_role" -> toldIf("NOT " + IS_BY_CONTACT, "told_role", column);
            case "direction" ->
                "CASE WHEN direction IS NOT NULL OR told_contact IS NULL THEN direction WHEN actor_role" + BRAND_SIDE
                        + " THEN 'outbound' WHEN counterpart_role" + BRAND_SIDE + " THEN 'inbound' END";
            default -> column;
        };
    }

    private static String toldIf(String condition, String told, String column) {
        return "if(told_contact IS NOT NULL AND " + condition + ", " + told + ", " + column + ")";
    }
}
