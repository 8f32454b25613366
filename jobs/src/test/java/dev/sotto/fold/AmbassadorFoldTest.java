package dev.sotto.fold;

import static dev.sotto.domain.EventType.AMBASSADOR_ACTIVATED;
import static dev.sotto.domain.EventType.AMBASSADOR_INVITED;
import static dev.sotto.domain.EventType.AMBASSADOR_STEP_DONE;
import static dev.sotto.fold.Told.DAY;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmbassadorFoldTest {
    private final Told told = new Told();

    private void invited(String campaign, long at) {
        told.tell(AMBASSADOR_INVITED, at).of(campaign).then();
    }

    private void done(String campaign, String step, String manner, long at) {
        told.tell(AMBASSADOR_STEP_DONE, at)
                .byContact()
                .of(campaign)
                .about(null, manner, step, -1)
                .then();
    }

    private List<Map<String, Object>> rows(String column) {
        return told.to(new AmbassadorFold(Told.settings())).stream()
                .filter(row -> row.containsKey(column))
                .toList();
    }

    @Test
    void keepsTheFirstInvitationAndTheFirstTimeOfAStep() {
        invited("c", 0);
        done("c", "welcome", "required", DAY);
        invited("c", 2 * DAY);
        done("c", "welcome", "required", 3 * DAY);
        done("c", "extra", "optional", 4 * DAY);
        told.tell(AMBASSADOR_ACTIVATED, 5 * DAY).byContact().of("c").then();
        assertThat(rows("invited_at"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("person_id", Told.CONTACT)
                        .containsEntry("invited_at", START)
                        .containsEntry("activated_at", START + 5 * DAY));
        assertThat(rows("step"))
                .extracting(row -> row.get("step"), row -> row.get("is_required"), row -> row.get("done_at"))
                .containsExactly(tuple("welcome", true, START + DAY), tuple("extra", false, START + 4 * DAY));
    }

    @Test
    void countsNoStepBeforeTheInvitation() {
        done("c", "welcome", "required", 0);
        invited("c", 1);
        assertThat(rows("invited_at")).hasSize(1);
        assertThat(rows("step")).isEmpty();
    }

    @Test
    void givesAStepWithoutACampaignToTheLastInvitation() {
        invited("c", 0);
        invited("d", 1);
        done(null, "welcome", "required", 2);
        done("c", "welcome", "required", 3);
        assertThat(rows("step"))
                .extracting(row -> row.get("campaign_id"), row -> row.get("done_at"))
                .containsExactlyInAnyOrder(tuple("c", START + 3), tuple("d", START + 2));
    }

    @Test
    void finishesWithTheLastOfAllStepsThatTheCampaignRequires() {
        invited("steps", 0);
        done("steps", "draft", "required", 1);
        done("steps", "extra", "required", 2);
        told.tell(AMBASSADOR_ACTIVATED, 3).byContact().of("steps").then();
        assertThat(rows("invited_at")).extracting(row -> row.get("finished_at")).containsOnlyNulls();
        done("steps", "welcome", "required", 4);
        done("steps", "draft", "required", 5);
        assertThat(rows("invited_at")).extracting(row -> row.get("finished_at")).containsExactly(START + 4);
    }

    @Test
    void finishesWithTheActivationWhereNoStepsAreDeclared() {
        invited("c", 0);
        done("c", "welcome", "required", 1);
        told.tell(AMBASSADOR_ACTIVATED, 2).byContact().of("c").then();
        assertThat(rows("invited_at")).extracting(row -> row.get("finished_at")).containsExactly(START + 2);
    }

    @Test
    void goesOnWithWhomIsAnAmbassadorByNow() {
        invited("c", 0);
        told.tell(AMBASSADOR_STEP_DONE, 1)
                .by(Told.CONTACT, "ambassador", Told.AGENT, "agent")
                .of("c")
                .about(null, "required", "welcome", -1)
                .then();
        assertThat(rows("step")).hasSize(1);
    }
}
