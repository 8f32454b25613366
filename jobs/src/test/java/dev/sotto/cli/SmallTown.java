package dev.sotto.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A workspace of a few persons in which one of them, Anna, can be found in every place where a log names somebody. */
final class SmallTown {
    static final String ANNA = "anna-4915551234567";

    /** Anna again, as the shop knows her, and as a web site does that nobody has linked to her yet. */
    static final String ANNA_AT_THE_SHOP = "customer-88812345";

    static final String ANNA_ON_THE_WEB = "visitor-77754321";

    private final Path folder;

    SmallTown(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("sotto.yaml"), "as-of: 2026-03-30\ninputs:\n  - log\nmax-reject-share: 1\n");
        Files.writeString(folder.resolve("brands.yaml"), "brands:\n  - id: acme\n    name: Acme\n");
    }

    Path config() {
        return folder.resolve("sotto.yaml");
    }

    void write(String name, List<String> lines) throws IOException {
        Files.write(folder.resolve("log").resolve(name), lines);
    }

    /** The town with Anna in it, and a line that is no event. */
    static List<String> withAnna() {
        List<String> lines = new ArrayList<>(withoutAnna());
        // What names Anna within events of others stands in another form in the town without her.
        lines.replaceAll(line -> line.replace(
                        "\"recipients\":[{\"id\":\"ben-1\",\"role\":\"contact\"}]",
                        "\"recipients\":[" + "{\"id\":\"ben-1\",\"role\":\"contact\"},{\"id\":\"" + ANNA
                                + "\",\"role\":\"contact\"}]")
                .replace("\"mentions\":[]", "\"mentions\":[\"" + ANNA + "\"]")
                .replace(
                        "\"attributes\":{\"mood\":\"good\"}",
                        "\"attributes\":{\"invited_by\":\"" + ANNA + "\",\"mood\":\"good\"}")
                .replace("\"template_id\":\"answer\"", "\"template_id\":\"answer\",\"reply_to\":\"anna-in-group\""));
        lines.addAll(talk(ANNA, "anna"));
        lines.add(event(
                "anna-in-group",
                "message.sent",
                "2026-03-12T10:00:00Z",
                ANNA,
                null,
                "group",
                ",\"thread_id\":\"t-group\",\"message_id\":\"anna-in-group\",\"kind\":\"text\",\"text_length\":9"));
        lines.add(event(
                "ben-likes",
                "message.reacted",
                "2026-03-12T10:01:00Z",
                "ben-1",
                null,
                "group",
                ",\"thread_id\":\"t-group\",\"message_id\":\"anna-in-group\""));
        lines.add(
                "{\"event_id\":\"nobody\",\"event_type\":\"ticket.assigned\",\"occurred_at\":\"2026-03-11T09:00:00Z\","
                        + "\"source\":\"town\",\"platform\":\"tiktok\",\"brand_id\":\"acme\",\"ticket_id\":\"k-1\","
                        + "\"conversation_kind\":\"one_to_one\",\"thread_id\":\"t-anna\"}");
        lines.add(shop("link", "person.linked", ANNA_AT_THE_SHOP, ",\"same_as\":\"" + ANNA + "\""));
        lines.add(shop(
                "order",
                "order.purchased",
                ANNA_AT_THE_SHOP,
                ",\"order_id\":\"o-9\",\"amount_minor\":900,\"currency\":\"EUR\""));
        lines.add("{\"event_id\":\"" + ANNA + "-broken\",\"event_type\":\"no.such\",\"actor\":{\"id\":\"" + ANNA
                + "\"}}");
        return lines;
    }

    /** The same town as it were had she never been there. */
    static List<String> withoutAnna() {
        List<String> lines = new ArrayList<>();
        lines.addAll(talk("ben-1", "ben"));
        lines.addAll(talk("cora-2", "cora"));
        lines.add(event(
                "group-1",
                "message.sent",
                "2026-03-12T09:00:00Z",
                "agent-7",
                null,
                "group",
                ",\"thread_id\":\"t-group\",\"message_id\":\"group-1\",\"kind\":\"text\",\"text_length\":20,"
                        + "\"recipients\":[{\"id\":\"ben-1\",\"role\":\"contact\"}]"));
        lines.add(event(
                "group-2",
                "message.sent",
                "2026-03-12T11:00:00Z",
                "ben-1",
                null,
                "group",
                ",\"thread_id\":\"t-group\",\"message_id\":\"group-2\",\"kind\":\"text\",\"text_length\":5,\"mentions\":[],"
                        + "\"attributes\":{\"mood\":\"good\"}"));
        lines.add(event(
                "group-3",
                "message.sent",
                "2026-03-12T12:00:00Z",
                "ben-1",
                null,
                "group",
                ",\"thread_id\":\"t-group\",\"message_id\":\"group-3\",\"kind\":\"text\",\"text_length\":4,"
                        + "\"template_id\":\"answer\""));
        lines.add(web("visit", "cora-2"));
        return lines;
    }

    /** What a web site knows of Anna before anybody says who she is. */
    static List<String> web() {
        return List.of(web("web-1", ANNA_ON_THE_WEB));
    }

    /** Anna once more: what is known already, something new of hers, and the news of who the visitor was. */
    static List<String> annaAgain() {
        List<String> lines = new ArrayList<>(withAnna());
        lines.add(event(
                "new-1",
                "message.sent",
                "2026-03-20T10:00:00Z",
                ANNA,
                "agent-7",
                "one_to_one",
                ",\"thread_id\":\"t-anna\",\"message_id\":\"new-1\",\"kind\":\"text\",\"text_length\":3"));
        lines.add(shop(
                "order-2",
                "order.purchased",
                ANNA_AT_THE_SHOP,
                ",\"order_id\":\"o-10\",\"amount_minor\":500,\"currency\":\"EUR\""));
        lines.add(shop("link-2", "person.linked", ANNA_ON_THE_WEB, ",\"same_as\":\"" + ANNA_AT_THE_SHOP + "\""));
        return lines;
    }

    private static List<String> talk(String person, String name) {
        List<String> lines = new ArrayList<>();
        for (int day = 2; day < 9; day++) {
            lines.addAll(exchange(person, name, LocalDate.of(2026, 3, day)).subList(0, 3));
        }
        return lines;
    }

    /** A message, its receipt, the answer and the receipt of that. */
    static List<String> exchange(String person, String name, LocalDate day) {
        String place = ",\"thread_id\":\"t-" + name + "\",\"message_id\":\"" + name;
        return List.of(
                event(
                        name + "-out-" + day,
                        "message.sent",
                        day + "T09:00:00Z",
                        "agent-7",
                        person,
                        "one_to_one",
                        place + "-out-" + day + "\",\"campaign_id\":\"spring\",\"kind\":\"text\",\"text_length\":12"),
                event(
                        name + "-read-" + day,
                        "message.read",
                        day + "T09:05:00Z",
                        person,
                        "agent-7",
                        "one_to_one",
                        place + "-out-" + day + "\""),
                event(
                        name + "-in-" + day,
                        "message.sent",
                        day + "T09:30:00Z",
                        person,
                        "agent-7",
                        "one_to_one",
                        place + "-in-" + day + "\",\"kind\":\"voice_note\",\"voice_ms\":9000"),
                event(
                        name + "-seen-" + day,
                        "message.read",
                        day + "T09:40:00Z",
                        "agent-7",
                        person,
                        "one_to_one",
                        place + "-in-" + day + "\""));
    }

    private static String event(
            String id, String type, String at, String actor, String counterpart, String kind, String more) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"" + type + "\",\"occurred_at\":\"" + at
                + "\",\"source\":\"town\",\"platform\":\"tiktok\",\"brand_id\":\"acme\",\"conversation_kind\":\"" + kind
                + "\",\"actor\":" + person(actor)
                + (counterpart == null ? "" : ",\"counterpart\":" + person(counterpart))
                + more + "}";
    }

    private static String shop(String id, String type, String actor, String more) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"" + type + "\",\"occurred_at\":\"2026-03-10T12:00:00Z\","
                + "\"source\":\"shop\",\"platform\":\"web\",\"brand_id\":\"acme\",\"actor\":" + person(actor) + more
                + "}";
    }

    private static String web(String id, String actor) {
        return "{\"event_id\":\"" + id
                + "\",\"event_type\":\"session.started\",\"occurred_at\":\"2026-03-11T12:00:00Z\","
                + "\"source\":\"web\",\"platform\":\"web\",\"brand_id\":\"acme\",\"actor\":" + person(actor) + "}";
    }

    private static String person(String id) {
        return "{\"id\":\"" + id + "\",\"role\":\"" + (id.startsWith("agent") ? "agent" : "contact")
                + "\",\"age_band\":\"18_plus\"}";
    }
}
