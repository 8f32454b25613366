package dev.sotto.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.Table;
import dev.sotto.fold.ConversationFold;
import dev.sotto.fold.FoldSettings;
import dev.sotto.fold.TicketFold;
import dev.sotto.warehouse.TestWarehouse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadContactsTest {
    private static final String AGENT = "\"actor_id\":\"a\",\"actor_role\":\"agent\"";
    private static final String FROM_CONTACT = "\"actor_id\":\"c\",\"actor_role\":\"contact\",\"contact_id\":\"c\","
            + "\"counterpart_role\":\"agent\",\"direction\":\"inbound\"";

    private final ThreadContacts contacts = new ThreadContacts();
    private TestWarehouse shelf;

    @BeforeEach
    void open() {
        shelf = TestWarehouse.create();
    }

    @AfterEach
    void close() {
        contacts.close();
        shelf.close();
    }

    @Test
    void givesADesksEventsTheContactOfTheirThread() {
        assertThat(told(
                        event("e1", "message.sent", "t", FROM_CONTACT, 1),
                        event("e2", "message.sent", "t", AGENT, 2),
                        event("e3", "ticket.resolved", "t", "\"ticket_id\":\"k\"", 3),
                        event("e4", "message.sent", "t", "\"actor_role\":\"contact\"", 4),
                        event(
                                "e5",
                                "message.delivered",
                                "t",
                                "\"counterpart_id\":\"a\",\"counterpart_role\":\"agent\"",
                                5)))
                .containsExactly(
                        "e1 c c inbound 1",
                        "e2 c a outbound 1",
                        "e3 c null null 1",
                        "e4 c c null 1",
                        "e5 c c inbound 1");
    }

    @Test
    void asksMessagesBeforeAllElse() {
        assertThat(told(
                        event("e1", "message.sent", "t", FROM_CONTACT, 1),
                        event("e2", "message.read", "t", FROM_CONTACT.replace("\"c\"", "\"x\""), 1),
                        event("e3", "message.sent", "t", AGENT, 2),
                        event("e4", "ticket.opened", "u", FROM_CONTACT, 1),
                        event("e5", "message.sent", "u", AGENT, 2)))
                .contains("e3 c a outbound 1", "e5 c a outbound 1");
    }

    @Test
    void asksTheTicketWhereThereIsNoThread() {
        String ticket = ",\"ticket_id\":\"k\"";
        String other = ",\"ticket_id\":\"l\"";
        assertThat(told(
                        event("e1", "ticket.opened", "t", FROM_CONTACT + ticket, 1),
                        event("e2", "ticket.resolved", null, AGENT + ticket, 2),
                        event("e3", "ticket.opened", null, AGENT + other, 3),
                        event("e4", "ticket.resolved", null, "\"actor_id\":\"x\",\"actor_role\":\"bot\"" + other, 4)))
                .containsExactly("e1 c c inbound 1", "e2 c a outbound 1", "e3 null a null 4", "e4 null x null 4");
    }

    @Test
    void guessesNobody() {
        assertThat(told(
                        // Two contacts in a thread, and none.
                        event("e1", "message.sent", "t", FROM_CONTACT, 1),
                        event("e2", "message.sent", "t", FROM_CONTACT.replace("\"c\"", "\"x\""), 1),
                        event("e3", "message.sent", "t", AGENT, 2),
                        event("e4", "message.sent", "u", AGENT, 2),
                        // One more person, without a role; two of the brand; a denial; a group.
                        event("e5", "message.sent", "v", FROM_CONTACT, 1),
                        event("e6", "message.sent", "v", "\"actor_id\":\"o\"", 2),
                        event("e7", "message.sent", "v", AGENT + ",\"counterpart_role\":\"brand\"", 2),
                        event("e8", "access.denied", "v", "\"reason\":\"under_16\"", 2),
                        event("e9", "message.sent", "v", AGENT + ",\"conversation_kind\":\"group\"", 2)))
                .filteredOn(row -> !row.matches("e[125] .*"))
                .allMatch(row -> row.matches("e\\d null .* 2"));
    }

    @Test
    void makesOneConversationOfBothSides() {
        Dataset<Row> events = contacts.named(rows(List.of(
                event("e1", "message.sent", "t", FROM_CONTACT + ",\"kind\":\"text\"", 1),
                event("e2", "message.sent", "t", AGENT + ",\"kind\":\"text\"", 2),
                event("e3", "ticket.resolved", "t", "\"ticket_id\":\"k\"", 3),
                event("e4", "message.sent", "t", FROM_CONTACT + ",\"kind\":\"text\"", 1))));
        FoldSettings settings = new FoldSettings(
                ZoneOffset.UTC, Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), 86_400_000L, FoldSettings.Inbox.NONE);
        int conversations = FoldJob.TABLES.indexOf(ConversationFold.TABLE);
        int tickets = FoldJob.TABLES.indexOf(TicketFold.TABLE);
        List<String> columns = ConversationFold.TABLE.columns().stream()
                .map(Table.Column::name)
                .toList();
        int messages = columns.indexOf("messages");
        int isTwoWay = columns.indexOf("is_two_way");
        List<String> told = new FoldJob(settings)
                .fold(events)
                .filter(row -> row.table() == conversations || row.table() == tickets)
                .map(row -> row.table() == tickets
                        ? "ticket"
                        : row.values().getLong(messages) + " " + row.values().getBoolean(isTwoWay))
                .collect();

        assertThat(told).containsExactlyInAnyOrder("2 true", "1 false", "ticket");
    }

    private List<String> told(String... events) {
        return contacts.named(rows(List.of(events)))
                .selectExpr("concat_ws(' ', event_id, coalesce(contact_id, 'null'), coalesce(actor_id, 'null'),"
                        + " coalesce(direction, 'null'), cluster_key) AS value")
                .as(Encoders.STRING())
                .sort("value")
                .collectAsList();
    }

    private Dataset<Row> rows(List<String> events) {
        return shelf.spark()
                .read()
                .schema(StructType.fromDDL(LogTables.EVENTS.ddl()))
                .json(shelf.spark().createDataset(events, Encoders.STRING()));
    }

    private static String event(String id, String type, String thread, String more, int key) {
        return String.format(
                "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"occurred_at\":\"2026-01-05T09:0%s:00Z\",\"source\":\"s\","
                        + "\"platform\":\"tiktok\",\"brand_id\":\"b\",%s%s,\"cluster_key\":%d}",
                id, type, id.substring(1), thread == null ? "" : "\"thread_id\":\"" + thread + "\",", more, key);
    }
}
