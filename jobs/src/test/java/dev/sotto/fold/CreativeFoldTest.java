package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.domain.EventType;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CreativeFoldTest {
    private Told told = new Told();

    private void tell(EventType type, long at, String word, long round) {
        told.tell(type, at).of("c").about("k", null, word, round).then();
    }

    private Map<String, Object> creative() {
        List<Map<String, Object>> rows = told.to(new CreativeFold(Told.settings()));
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void takesAConditionalApprovalForNone() {
        tell(APPROVAL_REQUESTED, 0, null, 1);
        tell(APPROVAL_DECIDED, HOUR, "conditional", 1);
        assertThat(creative()).containsEntry("approved_at", null).containsEntry("is_first_pass", false);

        tell(APPROVAL_DECIDED, 2 * HOUR, "approved", -1);
        assertThat(creative())
                .containsEntry("approved_at", START + 2 * HOUR)
                .containsEntry("first_decided_at", START + HOUR)
                .containsEntry("first_decision", "conditional")
                .containsEntry("is_first_pass", false)
                .containsEntry("rounds", 1);
    }

    @Test
    void countsRoundsUpToTheFirstApprovalOrRejection() {
        tell(APPROVAL_REQUESTED, 0, null, 1);
        tell(APPROVAL_DECIDED, HOUR, "changes", 1);
        tell(APPROVAL_REQUESTED, 2 * HOUR, null, 2);
        tell(APPROVAL_REQUESTED, 3 * HOUR, null, 2);
        assertThat(creative()).containsEntry("rounds", 1).containsEntry("rejected_at", null);

        tell(APPROVAL_DECIDED, 4 * HOUR, "rejected", 2);
        tell(APPROVAL_REQUESTED, 5 * HOUR, null, 3);
        tell(APPROVAL_DECIDED, 6 * HOUR, "approved", 3);
        assertThat(creative())
                .containsEntry("rounds", 2)
                .containsEntry("requested_at", START)
                .containsEntry("rejected_at", START + 4 * HOUR)
                .containsEntry("approved_at", START + 6 * HOUR);
    }

    @Test
    void knowsByItsNumberThatARoundIsNotTheFirst() {
        tell(APPROVAL_REQUESTED, 0, null, 3);
        tell(APPROVAL_DECIDED, HOUR, "approved", -1);
        assertThat(creative()).containsEntry("rounds", 3).containsEntry("is_first_pass", false);
    }

    @Test
    void seesWorkWithdrawn() {
        tell(APPROVAL_REQUESTED, 0, null, 1);
        tell(APPROVAL_WITHDRAWN, HOUR, null, -1);
        assertThat(creative()).containsEntry("withdrawn_at", START + HOUR).containsEntry("rounds", 0);
    }

    @Test
    void findsTheCreativeOfAContractThatDoesNotNameIt() {
        tell(APPROVAL_REQUESTED, 0, null, 1);
        told.tell(APPROVAL_REQUESTED, 1).in("other").about("l", null, null, 1).then();
        told.tell(CONTRACT_SENT, HOUR).about("k", "x", null, -1).then();
        told.tell(CONTRACT_SIGNED, DAY)
                .byContact()
                .in("other")
                .about(null, "x", null, -1)
                .then();
        told.tell(CONTRACT_SENT, DAY).in("other").about(null, "y", null, -1).then();
        told.tell(CONTRACT_SENT, DAY).in("third").about(null, "z", null, -1).then();

        assertThat(told.to(new CreativeFold(Told.settings())))
                .extracting(
                        row -> row.get("creative_id"),
                        row -> row.get("contract_sent_at"),
                        row -> row.get("contract_signed_at"))
                .containsExactly(tuple("k", START + HOUR, START + DAY), tuple("l", null, null));
    }

    @Test
    void measuresTheTimeToApprovalInBusinessHours() {
        // From Monday 10:00 in Paris, over the Epiphany, to Wednesday 10:00.
        tell(APPROVAL_REQUESTED, 0, null, 1);
        tell(APPROVAL_DECIDED, 2 * DAY, "approved", 1);
        assertThat(creative()).containsEntry("business_ms", 8 * HOUR);
    }

    /** Up to the first approval or rejection, each run of decisions is a round: r request, c changes, a approval, x rejection. */
    @Property(tries = 400)
    void countsTheRoundsThatAPatternFinds(@ForAll("stories") String story) {
        told = new Told();
        for (int i = 0; i < story.length(); i++) {
            String word = switch (story.charAt(i)) {
                case 'c' -> "changes";
                case 'a' -> "approved";
                default -> "rejected";
            };
            tell(story.charAt(i) == 'r' ? APPROVAL_REQUESTED : APPROVAL_DECIDED, i, word, -1);
        }
        String untilFinal = story.replaceFirst("([ax]).*", "$1");
        int rounds = untilFinal.replaceAll("[cax]+", "d").replace("r", "").length();
        assertThat(creative())
                .containsEntry("rounds", rounds)
                .containsEntry("is_first_pass", story.matches("r*a.*"))
                .containsEntry("approved_at", story.indexOf('a') < 0 ? null : START + story.indexOf('a'));
    }

    @Provide
    Arbitrary<String> stories() {
        return Arbitraries.strings().withChars("rcax").ofMinLength(1).ofMaxLength(9);
    }
}
