package dev.sotto.build;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The events that metrics may count: without test actors, protected minors and confirmed spammers, each with the contact
 * that its thread tells where it names none.
 */
final class CountedEvents {

    private static final String IS_NO_TEST = "NOT coalesce(is_test, false)";
    private static final String IS_OF_MINOR = "coalesce(policy_conflict LIKE '%under_16%', false)";

    private CountedEvents() {}

    /** Let SQL files read the events, the reports among them and those of protected minors, and answer the events. */
    static Dataset<Row> register(Dataset<Row> events, ThreadContacts contacts) {
        Dataset<Row> counted = contacts.named(of(events));
        counted.createOrReplaceTempView("counted_events");
        reports(events).createOrReplaceTempView("counted_reports");
        minors(events).createOrReplaceTempView("counted_minors");
        return counted;
    }

    private static Dataset<Row> of(Dataset<Row> events) {
        Dataset<Row> counted = withoutTestsAndMinors(events);
        Object[] spammers = spammers(events).toArray();
        if (spammers.length == 0) {
            return counted;
        }
        return counted.filter(functions.not(isOneOf("actor_id", spammers).or(isOneOf("counterpart_id", spammers))));
    }

    /** What was reported, whoever was confirmed as spam since then. */
    private static Dataset<Row> reports(Dataset<Row> events) {
        return withoutTestsAndMinors(events.filter("event_type = 'person.reported'"));
    }

    /** What nothing counts but that it is against the rules. */
    private static Dataset<Row> minors(Dataset<Row> events) {
        return events.filter(IS_NO_TEST + " AND " + IS_OF_MINOR);
    }

    private static Dataset<Row> withoutTestsAndMinors(Dataset<Row> events) {
        return events.filter(IS_NO_TEST + " AND NOT " + IS_OF_MINOR);
    }

    private static Column isOneOf(String column, Object[] persons) {
        return functions.coalesce(functions.col(column).isin(persons), functions.lit(false));
    }

    /** Who was confirmed as spam, whenever that became known: the other side where a moderator said so. */
    private static List<String> spammers(Dataset<Row> events) {
        return events
                .filter("event_type = 'person.confirmed_spam'")
                .selectExpr(
                        "CASE WHEN counterpart_id IS NOT NULL AND coalesce(actor_role, '') NOT IN ('contact', 'partner')"
                                + " THEN counterpart_id ELSE actor_id END AS person")
                .filter("person IS NOT NULL")
                .distinct()
                .sort("person")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
