package dev.sotto.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** How messages lie in a log: evenly, or most of them in one place. */
enum Skew {
    EVEN("evenly among persons and campaigns"),
    CAMPAIGN("half of all in one campaign"),
    CONVERSATION("all in one conversation");

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final long SPAN_MS = 84L * 24 * 60 * 60 * 1000;
    private static final int CAMPAIGNS = 10;
    private static final int MESSAGES_OF_A_PERSON = 50;
    private static final String[] KINDS = {"text", "voice_note", "text", "media_pack"};
    private static final String MESSAGE =
            "{\"event_id\":\"e%1$d\",\"event_type\":\"message.sent\",\"occurred_at\":\"%2$s\","
                    + "\"source\":\"desk\",\"platform\":\"instagram\",\"brand_id\":\"acme\",\"campaign_id\":\"c%3$d\","
                    + "\"thread_id\":\"t%4$d\",\"conversation_kind\":\"one_to_one\",\"message_id\":\"m%1$d\",\"kind\":\"%5$s\","
                    + "\"%6$s\":{\"id\":\"p%4$d\",\"role\":\"contact\"},\"%7$s\":{\"id\":\"desk\",\"role\":\"agent\"}}";

    private final String words;

    Skew(String words) {
        this.words = words;
    }

    /** In words. */
    String words() {
        return words;
    }

    /** Write a workspace with a log of so many messages of twelve weeks, and answer its configuration. */
    Path write(Path folder, int messages) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("brands.yaml"), "brands:\n  - {id: acme, name: Acme, zone: Europe/Paris}\n");
        StringBuilder campaigns = new StringBuilder("campaigns:\n");
        for (int i = 0; i < CAMPAIGNS; i++) {
            campaigns.append(
                    ("  - {id: c%d, brand: acme, name: C%d, type: loyalty, scenario: loyalty, start: 2026-01-05,"
                                    + " conversion: {event: order.purchased, window: 14d}}\n")
                            .formatted(i, i));
        }
        Files.writeString(folder.resolve("campaigns.yaml"), campaigns);
        Random random = new Random(1);
        int persons = this == CONVERSATION ? 1 : Math.max(1, messages / MESSAGES_OF_A_PERSON);
        try (BufferedWriter log = Files.newBufferedWriter(folder.resolve("log/messages.jsonl"))) {
            for (int i = 0; i < messages; i++) {
                int person = random.nextInt(persons);
                boolean isInOne = this == CAMPAIGN && random.nextBoolean();
                int campaign = isInOne ? 0 : (this == CONVERSATION ? i : person) % CAMPAIGNS;
                boolean isInbound = random.nextInt(5) < 2;
                log.write(MESSAGE.formatted(
                        i,
                        START.plusMillis(SPAN_MS * i / messages),
                        campaign,
                        person,
                        KINDS[random.nextInt(KINDS.length)],
                        isInbound ? "actor" : "counterpart",
                        isInbound ? "counterpart" : "actor"));
                log.write('\n');
            }
        }
        Path settings = folder.resolve("sotto.yaml");
        Files.writeString(settings, "zone: UTC\nas-of: 2026-03-30\ninputs:\n  - log\n");
        return settings;
    }
}
