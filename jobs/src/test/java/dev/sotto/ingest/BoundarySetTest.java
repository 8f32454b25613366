package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.AgeBand;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.record.LineSplitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events on either side of every limit of the policy and of every birthday that matters, read as ingest reads them. */
class BoundarySetTest {
    private static final int EVENTS = 12_000;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant LONGER = Instant.parse("2026-03-01T00:00:00Z");
    private static final Set<String> OPENERS = Set.of("text", "platform_share");
    private static final List<PlatformPolicy> POLICIES =
            List.of(policy("one", "2020-01-01T00:00:00Z", 60_000, 9), policy("two", LONGER.toString(), 90_000, 12));

    private final Random random = new Random(29);
    private final Map<String, Integer> told = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** A generated line and what has to be found of it. */
    private record Case(String line, Set<String> conflicts, boolean isUnder16) {}

    private static PlatformPolicy policy(String version, String from, long voiceMs, int items) {
        return new PlatformPolicy(
                "tiktok",
                version,
                Instant.parse(from),
                voiceMs,
                items,
                OPENERS,
                16,
                PlatformPolicy.BUILT_IN.room(),
                Set.of(AgeBand.AGE_16_17));
    }

    @Test
    void judgesNoneOfThemWrong() throws IOException {
        List<Case> cases = new ArrayList<>();
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            Case made = made(i);
            cases.add(made);
            log.append(made.line()).append('\n');
        }
        Enrichment enrichment = new Enrichment(POLICIES);
        byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
        try (RecordReader reader = RecordReader.ofJsonLines(
                new LineSplitter(new ByteArrayInputStream(bytes)), Samples.rules(), Samples.guard())) {
            for (Case made : cases) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.reject()).as(made.line()).isNull();
                compare(made, enrichment.of(reader.event(), reader.isUnder16()));
            }
            assertThat(reader.next()).isFalse();
        }
        assertThat(wrong).isEmpty();
        assertThat(told)
                .as("every side of every limit is there")
                .hasSize(7)
                .allSatisfy((conflict, times) -> assertThat(times).as(conflict).isGreaterThan(100));
    }

    private void compare(Case made, Enrichment.Columns columns) {
        String conflicts = columns.policyConflict();
        Set<String> found = conflicts == null ? Set.of() : new TreeSet<>(List.of(conflicts.split(",")));
        boolean hasIds =
                columns.actor().id() != null || columns.counterpart().id() != null || columns.contactId() != null;
        if (!found.equals(made.conflicts()) || hasIds == made.isUnder16()) {
            wrong.add(made.line() + " -> " + found + (hasIds ? " with ids" : " without ids"));
        }
        made.conflicts().forEach(conflict -> told.merge(conflict, 1, Integer::sum));
        if (made.conflicts().isEmpty()) {
            told.merge("none", 1, Integer::sum);
        }
    }

    private Case made(int number) {
        LocalDate birth = birth();
        Instant at =
                random.nextBoolean() ? near(birthday(birth).atStartOfDay(PARIS).toInstant()) : near(LONGER);
        String band = band(birth, at);
        boolean isUnder16 = band.equals("under_16");
        boolean isLonger = !at.isBefore(LONGER);
        Set<String> conflicts = new TreeSet<>();
        if (isUnder16) {
            conflicts.add("under_16");
        }
        String what = switch (random.nextInt(3)) {
            case 0 -> {
                long limit = isLonger ? 90_000 : 60_000;
                long ms = oneOf(59_999L, 60_000L, 60_001L, 89_999L, 90_000L, 90_001L);
                add(conflicts, "voice_too_long", ms > limit);
                yield message(number, "voice_note") + ",\"voice_ms\":" + ms;
            }
            case 1 -> {
                int items = oneOf(1, 8, 9, 10, 11, 12, 13);
                add(conflicts, "pack_too_large", items > (isLonger ? 12 : 9));
                yield message(number, "media_pack") + ",\"media\":[" + media(items) + "]";
            }
            default -> room(conflicts, band);
        };
        return new Case(line(number, at, band, what), conflicts, isUnder16);
    }

    private String room(Set<String> conflicts, String band) {
        long followers = oneOf(9_999L, 10_000L, 10_001L);
        Boolean subscription = oneOf(true, false, null);
        Boolean fanClub = oneOf(true, false, null);
        add(conflicts, "room_too_few_followers", followers < 10_000);
        // Either will do; what is not said is not held against anyone.
        add(
                conflicts,
                "room_without_subscription",
                Boolean.FALSE.equals(subscription) && Boolean.FALSE.equals(fanClub));
        add(conflicts, "room_creator_too_young", band.equals("16_17"));
        return "\"event_type\":\"room.created\",\"room_id\":\"r\",\"followers\":" + followers + ",\"has_subscription\":"
                + subscription + ",\"has_fan_club\":" + fanClub;
    }

    private static void add(Set<String> conflicts, String conflict, boolean isOne) {
        if (isOne) {
            conflicts.add(conflict);
        }
    }

    /** Days of birth of persons who come to be 15, 16, 17, 18 or 19 around 2026, leap days among them. */
    private LocalDate birth() {
        int year = 2007 + random.nextInt(5);
        return switch (random.nextInt(4)) {
            case 0 -> LocalDate.of(2008, 2, 29);
            case 1 -> LocalDate.of(year, 2, 28);
            case 2 -> LocalDate.of(year, 3, 1);
            default -> LocalDate.of(year, 1, 1);
        };
    }

    /** A birthday in one of the years of the log; of a leap day, the first of March where there is none. */
    private LocalDate birthday(LocalDate birth) {
        LocalDate inYear = birth.withYear(oneOf(2024, 2025, 2026));
        return inYear.getDayOfMonth() == birth.getDayOfMonth() ? inYear : inYear.plusDays(1);
    }

    /** The millisecond itself, or one of those beside it. */
    private Instant near(Instant instant) {
        return instant.plusMillis(oneOf(-1L, 0L, 1L));
    }

    /** What a source says of a person whose day of birth it knows, by the local calendar of that moment. */
    private static String band(LocalDate birth, Instant at) {
        int years = Period.between(birth, at.atZone(PARIS).toLocalDate()).getYears();
        return years < 16 ? "under_16" : years < 18 ? "16_17" : "18_plus";
    }

    private static String message(int number, String kind) {
        return "\"event_type\":\"message.sent\",\"message_id\":\"m" + number + "\",\"kind\":\"" + kind + "\"";
    }

    private static String media(int items) {
        List<String> media = new ArrayList<>();
        for (int i = 1; i <= items; i++) {
            media.add("{\"position\":" + i + ",\"kind\":\"photo\"}");
        }
        return String.join(",", media);
    }

    private static String line(int number, Instant at, String band, String what) {
        return "{\"event_id\":\"e" + number + "\",\"occurred_at\":\"" + at
                + "\",\"source\":\"s\",\"platform\":\"tiktok\",\"brand_id\":\"b\",\"thread_id\":\"t\","
                + "\"actor\":{\"id\":\"p" + number + "\",\"role\":\"contact\",\"age_band\":\"" + band
                + "\"},\"counterpart\":{\"id\":\"agent\",\"role\":\"agent\",\"age_band\":\"18_plus\"}," + what + "}";
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
