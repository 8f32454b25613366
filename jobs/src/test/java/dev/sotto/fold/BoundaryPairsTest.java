package dev.sotto.fold;

import static dev.sotto.domain.EventType.FILTER_HIT;
import static dev.sotto.domain.EventType.FILTER_SCANNED;
import static dev.sotto.domain.EventType.FILTER_SETTING;
import static dev.sotto.domain.EventType.MESSAGE_BLOCKED;
import static dev.sotto.domain.EventType.MESSAGE_SENT;
import static dev.sotto.fold.Told.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** First contacts that come in any order, at and beside every window, and filters that are switched off. */
class BoundaryPairsTest {
    private static final int PAIRS = 3_000;

    private final Random random = new Random(7);

    /** Something between the two of a pair: t text, m media, b media blocked; r is the contact's text. */
    private record Step(char what, long at) {}

    @Test
    void findsWhoBeganWithMediaAndWhoRecoveredWhateverTheOrderOfArrival() {
        List<String> wrong = new ArrayList<>();
        int events = 0;
        for (int i = 0; i < PAIRS; i++) {
            List<Step> arrived = steps();
            events += arrived.size();
            // Late text: what arrives last may have happened first. The total order is by time, then by type.
            List<Step> story = new ArrayList<>(arrived);
            story.sort(Comparator.comparingLong(Step::at).thenComparing(step -> step.what() == 'b'));
            Map<String, Object> pair =
                    told(story).to(new PairFold(Told.settings())).get(0);
            compare("is_media_first", pair.get("is_media_first"), first(story, "tmr") == 'm', story, wrong);
            compare("attempt_kind", pair.get("attempt_kind"), kind(story.get(0)), story, wrong);
            compare("blocked", pair.get("blocked_at") != null, blockedAt(story) != null, story, wrong);
            compare("opener", pair.get("opener_at") != null, openerOf(story, "t") >= 0, story, wrong);
            compare("any opener", pair.get("any_opener_at") != null, openerOf(story, "tr") >= 0, story, wrong);
            compare("recovered", pair.get("recovered_at") != null, isRecovered(story, "t"), story, wrong);
            compare("any recovered", pair.get("any_recovered_at") != null, isRecovered(story, "tr"), story, wrong);
        }
        assertThat(wrong).isEmpty();
        assertThat(events).isGreaterThan(10_000);
    }

    /** Up to seven steps, some of them exactly one or three days after the first, or a millisecond beside. */
    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int most = 2 + random.nextInt(5);
        for (int i = 0; i < most; i++) {
            long near = List.of(-1L, 0L, 1L).get(random.nextInt(3));
            long at = List.of(1L, 24 * HOUR, 72 * HOUR, 5 * HOUR).get(random.nextInt(4)) + near;
            steps.add(new Step("tmbr".charAt(random.nextInt(4)), at));
        }
        if (random.nextBoolean()) {
            steps.add(new Step('b', 0));
        }
        return steps;
    }

    private static Told told(List<Step> story) {
        Told told = new Told();
        for (Step step : story) {
            switch (step.what()) {
                case 't' ->
                    told.tell(MESSAGE_SENT, step.at()).message("m", "text").then();
                case 'm' ->
                    told.tell(MESSAGE_SENT, step.at())
                            .message("m", "media_pack")
                            .then();
                case 'r' ->
                    told.tell(MESSAGE_SENT, step.at())
                            .byContact()
                            .message("m", "text")
                            .then();
                default ->
                    told.tell(MESSAGE_BLOCKED, step.at())
                            .message(null, "media_pack")
                            .because("first_contact_media")
                            .then();
            }
        }
        return told;
    }

    private static String kind(Step step) {
        return step.what() == 't' || step.what() == 'r' ? "text" : "media_pack";
    }

    private static char first(List<Step> story, String of) {
        return story.stream()
                .map(Step::what)
                .filter(what -> of.indexOf(what) >= 0)
                .findFirst()
                .orElse('-');
    }

    /** The rule ends with the first accepted message. */
    private static Long blockedAt(List<Step> story) {
        return story.get(0).what() == 'b' ? story.get(0).at() : null;
    }

    private static int openerOf(List<Step> story, String openers) {
        Long blocked = blockedAt(story);
        for (int i = 0; blocked != null && i < story.size(); i++) {
            if (openers.indexOf(story.get(i).what()) >= 0 && story.get(i).at() - blocked <= 24 * HOUR) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isRecovered(List<Step> story, String openers) {
        Long blocked = blockedAt(story);
        int opener = openerOf(story, openers);
        for (int i = opener + 1; blocked != null && opener >= 0 && i < story.size(); i++) {
            if (story.get(i).what() == 'm' && story.get(i).at() - blocked <= 72 * HOUR) {
                return true;
            }
        }
        return false;
    }

    private static void compare(String what, Object found, Object expected, List<Step> story, List<String> wrong) {
        if (!expected.equals(found)) {
            wrong.add(what + " of " + story + " is " + found);
        }
    }

    /** Whoever has it off is not scanned: those items are in neither side of the share of hits. */
    @Test
    void scansNothingWhileTheFilterIsOff() {
        Told told = new Told();
        boolean isOn = false;
        long scanned = 0;
        long hit = 0;
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(3) == 0) {
                isOn = !isOn;
                told.tell(FILTER_SETTING, i)
                        .byContact()
                        .saying(isOn ? "on" : "off")
                        .then();
            }
            told.tell(MESSAGE_SENT, i).message("m" + i, "media_pack").then();
            if (isOn) {
                int items = 1 + random.nextInt(9);
                scanned += items;
                told.tell(FILTER_SCANNED, i)
                        .byContact()
                        .items("recipient", items, 0)
                        .message("m" + i, null)
                        .then();
                if (random.nextBoolean()) {
                    hit++;
                    told.tell(FILTER_HIT, i)
                            .byContact()
                            .items("recipient", 0, items)
                            .message("m" + i, null)
                            .then();
                }
            }
        }
        List<Map<String, Object>> checks = told.to(new MediaCheckFold(Told.settings()));
        assertThat(checks.stream()
                        .mapToLong(row -> (Long) row.get("items_scanned"))
                        .sum())
                .isEqualTo(scanned);
        assertThat(checks.stream().mapToLong(row -> (Long) row.get("items_hit")).sum())
                .isEqualTo(hit);
        List<Map<String, Object>> settings = told.to(new FilterSettingFold());
        assertThat(settings.get(settings.size() - 1)).containsEntry("is_enabled", isOn);
    }
}
