package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFactsTest {

    @Test
    void knowsNothingWhereNoLogWasRead() {
        try (TestWarehouse test = TestWarehouse.create()) {
            LogFacts facts = new LogFacts(test.warehouse());
            assertThat(facts.sent()).isEmpty();
            assertThat(facts.leftOut(facts.sent())).isEmpty();
            assertThat(facts.logsThatTell()).isEmpty();
            assertThat(facts.hours()).isEmpty();
        }
    }

    @Test
    void tellsWhatEachSourceHasSentAndWhichLogCouldTellTheRest() {
        try (TestWarehouse test = TestWarehouse.create()) {
            test.publish("metrics.coverage", """
                    SELECT * FROM VALUES
                      ('feed', 'tiktok', 'FR', 'b', 'message.sent', TIMESTAMP '2026-11-01 10:00:00', TIMESTAMP '2026-11-08 09:00:00', 7L, TIMESTAMP '2026-11-08 00:00:00'),
                      ('feed', 'tiktok', 'FR', 'b', 'message.read', TIMESTAMP '2026-11-02 10:00:00', TIMESTAMP '2026-11-08 11:00:00', 5L, TIMESTAMP '2026-11-08 00:00:00'),
                      ('feed', 'tiktok', NULL, NULL, 'access.denied', TIMESTAMP '2026-11-02 10:00:00', TIMESTAMP '2026-11-03 11:00:00', 1L, TIMESTAMP '2026-11-08 00:00:00')
                    AS rows (source, platform, region, brand_id, event_type, first_at, last_at, events, complete_until)""");
            test.publish("metrics.capabilities", """
                    SELECT * FROM VALUES
                      ('metric', 'report_rate', 'feed', 'canonical,tiktok'),
                      ('metric', 'reply_rate', 'feed', NULL),
                      ('event', 'person.reported', 'feed', 'canonical')
                    AS rows (feature_kind, feature, source, available_from)""");
            test.publish("log.events", """
                    SELECT * FROM VALUES
                      (1, 'b', true, CAST(NULL AS STRING), 'feed', TIMESTAMP '2026-11-01 10:59:59'),
                      (2, 'b', false, 'pack,under_16', 'feed', TIMESTAMP '2026-11-01 10:00:00'),
                      (3, 'b', NULL, NULL, 'shop', TIMESTAMP '2026-11-01 11:00:00')
                    AS rows (id, brand_id, is_test, policy_conflict, source, occurred_at)
                    UNION ALL
                    SELECT id + 10, 'b', false, NULL, 'feed', TIMESTAMP '2026-11-02 10:00:00' FROM range(12)""");
            LogFacts facts = new LogFacts(test.warehouse());
            assertThat(facts.leftOut(facts.sent())).containsExactly(new LogFacts.LeftOut("b", 15, 1, 1, 1));
            assertThat(facts.sent())
                    .extracting(sent -> sent.region() + " " + sent.events() + " " + sent.lastAt())
                    .containsExactly("null 1 2026-11-03T11:00:00Z", "FR 12 2026-11-08T11:00:00Z");
            assertThat(facts.hours())
                    .containsOnlyKeys("feed", "shop")
                    .hasEntrySatisfying(
                            "feed",
                            hours -> assertThat(hours)
                                    .containsOnly(
                                            Map.entry(Instant.parse("2026-11-01T10:00:00Z"), 2L),
                                            Map.entry(Instant.parse("2026-11-02T10:00:00Z"), 12L)));
            assertThat(facts.logsThatTell())
                    .hasSize(1)
                    .hasEntrySatisfying("report_rate", logs -> assertThat(logs).containsExactly("canonical", "tiktok"));
        }
    }
}
