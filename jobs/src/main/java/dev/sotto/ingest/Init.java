package dev.sotto.ingest;

import dev.sotto.ingest.file.InputFiles;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.ingest.mapping.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at somebody's own table or log and proposes a mapping for it; what it cannot know it asks. */
public final class Init {

    /**
     * A proposal.
     *
     * @param yaml a mapping file, with each question as a comment where its answer goes
     * @param questions the same questions, for the one who reads no files
     */
    public record Proposal(String yaml, List<String> questions) {
        public Proposal {
            questions = List.copyOf(questions);
        }
    }

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("text", "text"),
            Map.entry("chat", "text"),
            Map.entry("message", "text"),
            Map.entry("audio", "voice_note"),
            Map.entry("voice", "voice_note"),
            Map.entry("voice_note", "voice_note"),
            Map.entry("ptt", "voice_note"),
            Map.entry("image", "media_pack"),
            Map.entry("photo", "media_pack"),
            Map.entry("video", "media_pack"),
            Map.entry("media_pack", "media_pack"),
            Map.entry("share", "platform_share"),
            Map.entry("share_post", "platform_share"),
            Map.entry("platform_share", "platform_share"),
            Map.entry("sticker", "sticker"),
            Map.entry("system", "system"));

    private final TableSample sample;
    private final Map<String, ColumnGuess> unused = new LinkedHashMap<>();
    private final StringBuilder constants = new StringBuilder();
    private final StringBuilder fields = new StringBuilder();
    private final List<String> questions = new ArrayList<>();

    private Init(TableSample sample) {
        this.sample = sample;
        sample.columns().forEach((name, values) -> unused.put(name, new ColumnGuess(name, values)));
    }

    /** Propose a mapping for a file. */
    public static Proposal propose(Path file) {
        return new Init(TableSample.of(file)).proposal(file);
    }

    private Proposal proposal(Path file) {
        boolean isCanonical =
                sample.names().contains("event_type") && sample.names().contains("event_id");
        if (isCanonical) {
            return new Proposal("# This is a canonical log already: it needs no mapping.\n", List.of());
        }
        constant("event_type", "message.sent", "Are these rows messages? If not, which type of event are they?");
        constant("platform", "other", "Where did this happen: tiktok, whatsapp, instagram, messenger, spotify, web?");
        time();
        people();
        ids();
        kind();
        sameNames();
        String header = header(file);
        unused.keySet().forEach(name -> ask("Column " + quoted(name) + " is not used. Does it belong to a field?"));
        StringBuilder yaml = new StringBuilder(header);
        yaml.append("\nconstants:\n").append(constants).append("\nfields:\n").append(fields);
        yaml.append(
                "\n# QUESTION: does the log begin with its service? Then nobody was there before, and this is 0.\n");
        yaml.append("burn-in-days: 28\n");
        unused.keySet()
                .forEach(name -> yaml.append("\n# QUESTION: column ")
                        .append(quoted(name))
                        .append(" is not used. Does it belong to a field?"));
        return new Proposal(yaml.append('\n').toString(), questions);
    }

    private String header(Path file) {
        String name = InputFiles.lowerName(file).replaceAll("\\..*", "").replaceAll("[^a-z0-9]+", "_");
        StringBuilder yaml =
                new StringBuilder("# A proposal: check each line, and answer what stands after QUESTION.\n");
        yaml.append("source: ").append(name.isBlank() ? "my_source" : name).append('\n');
        if (sample.format() == Mapping.Format.JSON_LINES) {
            return yaml.append("format: json-lines\n").toString();
        }
        yaml.append("format: delimited\nseparator: ").append(sample.separator()).append('\n');
        boolean hasHeader = sample.header() == Mapping.Header.FIRST_LINE;
        return yaml.append(hasHeader ? "header: first-line\n" : "header: none\n")
                .toString();
    }

    private void time() {
        Optional<ColumnGuess> named = take(column -> column.time() != null
                && column.isNamed(
                        "occurredat",
                        "timestamp",
                        "time",
                        "date",
                        "datetime",
                        "createdat",
                        "sentat",
                        "created",
                        "unixseconds",
                        "ts"));
        Optional<ColumnGuess> found = named.isPresent() ? named : take(column -> column.time() != null);
        if (found.isEmpty()) {
            ask("Which column says when it happened? No column holds times that I know.");
            fields.append("  # QUESTION: which column says when it happened?\n  # occurred_at: {column: …, time: …}\n");
            return;
        }
        String format = String.valueOf(found.get().time());
        boolean needsZone = !format.equals("iso") && !format.startsWith("epoch");
        fields.append("  occurred_at: {column: ").append(quoted(found.get().name()));
        fields.append(", time: ").append(quoted(format));
        if (needsZone) {
            ask("In which time zone are the times of column "
                    + quoted(found.get().name()) + "?");
            fields.append(", zone: UTC}  # QUESTION: in which zone are these times?\n");
        } else {
            fields.append("}\n");
        }
        if (format.startsWith("dd/MM") || format.startsWith("MM/dd")) {
            ask("Does the day or the month come first in column "
                    + quoted(found.get().name()) + "?");
        }
    }

    private void people() {
        Optional<ColumnGuess> actor = take(column -> column.isNamed(
                "src",
                "from",
                "fromid",
                "fromuser",
                "sender",
                "senderid",
                "author",
                "authorid",
                "user",
                "userid",
                "actorid"));
        Optional<ColumnGuess> counterpart = take(column -> column.isNamed(
                "dst",
                "to",
                "toid",
                "touser",
                "recipient",
                "recipientid",
                "receiver",
                "receiverid",
                "counterpartid",
                "target"));
        if (actor.isEmpty() && counterpart.isEmpty()) {
            actor = take(
                    column -> unused.values().stream().anyMatch(other -> other != column && other.overlaps(column)));
            ColumnGuess first = actor.orElse(null);
            counterpart = first == null ? Optional.empty() : take(column -> column.overlaps(first));
            if (first != null) {
                ask("Is column " + quoted(first.name()) + " the sender?");
            }
        }
        person("actor.id", actor, "Which column says who did it?");
        person("counterpart.id", counterpart, "Which column says to whom?");
        Optional<ColumnGuess> thread = take(column -> column.isNamed(
                "thread", "threadid", "chat", "chatid", "conversation", "conversationid", "channel", "channelid"));
        if (thread.isPresent()) {
            field("thread_id", thread.get());
        } else if (actor.isPresent() && counterpart.isPresent()) {
            fields.append("  thread_id: {make: unordered-pair, of: [")
                    .append(quoted(actor.get().name()))
                    .append(", ")
                    .append(quoted(counterpart.get().name()))
                    .append("]}\n");
        }
        ask("Which of the persons act for the brand, and which are contacts? Without roles no brand's metrics are"
                + " observable.");
        fields.append(
                "  # QUESTION: which column tells brand and contact apart? Without roles no brand's metrics exist.\n");
        fields.append("  # actor.role: {column: …, values: {…: agent, …: contact}}\n");
    }

    private void person(String target, Optional<ColumnGuess> column, String question) {
        if (column.isPresent()) {
            field(target, column.get());
        } else {
            ask(question);
            fields.append("  # QUESTION: ")
                    .append(question)
                    .append("\n  # ")
                    .append(target)
                    .append(": …\n");
        }
    }

    private void ids() {
        Optional<ColumnGuess> id = take(column ->
                column.isUnique() && column.isNamed("id", "eventid", "messageid", "msgid", "mid", "uuid", "guid"));
        if (id.isPresent()) {
            field("event_id", id.get());
            field("message_id", id.get());
        } else {
            fields.append("  event_id: {make: event-id}\n  message_id: {make: event-id}\n");
            fields.append("  source_sequence: {make: line-number}\n");
        }
    }

    private void kind() {
        Optional<ColumnGuess> kind = take(column -> !column.words().isEmpty()
                && column.isNamed("kind", "type", "messagetype", "msgtype", "contenttype", "mediatype"));
        if (kind.isEmpty()) {
            constant("kind", "text", "Are all messages texts? Else name the column that tells kinds apart.");
            return;
        }
        fields.append("  kind:\n    column: ").append(quoted(kind.get().name())).append("\n    values:\n");
        for (String word : kind.get().words()) {
            String meaning = KINDS.get(word.toLowerCase(Locale.ROOT));
            fields.append("      ").append(quoted(word)).append(": ").append(meaning == null ? "unsupported" : meaning);
            fields.append(meaning == null ? "  # QUESTION: which kind is this?\n" : "\n");
            if (meaning == null) {
                ask("Which kind of message is meant by " + quoted(word) + "?");
            }
        }
    }

    /** Columns that bear the name of a field, and the text, of which only the length is kept. */
    private void sameNames() {
        take(column -> column.isNamed("text", "body", "content", "message", "msg", "caption"))
                .ifPresent(column -> field("text", column));
        for (String name : List.copyOf(unused.keySet())) {
            boolean isField =
                    Target.named(name).isPresent() && !fields.toString().contains("  " + name + ":");
            if (isField) {
                take(column -> column.name().equals(name)).ifPresent(column -> field(name, column));
            }
        }
    }

    private void field(String target, ColumnGuess column) {
        fields.append("  ")
                .append(target)
                .append(": ")
                .append(quoted(column.name()))
                .append('\n');
    }

    private void constant(String name, String value, String question) {
        ask(question);
        constants.append("  # QUESTION: ").append(question).append('\n');
        constants.append("  ").append(name).append(": ").append(value).append('\n');
    }

    private void ask(String question) {
        questions.add(question);
    }

    private Optional<ColumnGuess> take(Predicate<ColumnGuess> test) {
        Optional<ColumnGuess> found = unused.values().stream().filter(test).findFirst();
        found.ifPresent(column -> unused.remove(column.name()));
        return found;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
