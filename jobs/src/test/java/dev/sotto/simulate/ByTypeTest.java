package dev.sotto.simulate;

import static dev.sotto.simulate.SmallWorld.AGENT;
import static dev.sotto.simulate.SmallWorld.ANNA;
import static dev.sotto.simulate.SmallWorld.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByTypeTest {
    private final SmallWorld world = new SmallWorld();
    private final SimulatedEvent asked = world.sent(0, ANNA, AGENT, "text");
    private final SimulatedEvent read = world.event(EventType.MESSAGE_READ, 1, AGENT, ANNA);
    private final SimulatedEvent shared = world.event(EventType.SHARE_SENT, 2, BEN, null);
    private final SimulatedEvent answered = world.sent(3, AGENT, ANNA, "text");
    private final ByType byType = new ByType();

    @Test
    void picksOutSomeTypesInTheirOrder() {
        byType.take(world.events);
        assertThat(byType.of(Set.of(EventType.MESSAGE_SENT, EventType.MESSAGE_READ)))
                .containsExactly(asked, read, answered);
        assertThat(byType.of(Set.of(EventType.SHARE_SENT))).containsExactly(shared);
        assertThat(byType.of(Set.of(EventType.APP_LEFT))).isEmpty();
    }

    @Test
    void holdsWhatWasTakenLast() {
        byType.take(world.events);
        List<SimulatedEvent> messages = byType.of(Set.of(EventType.MESSAGE_SENT));
        byType.take(List.of(answered, shared));
        assertThat(messages).containsExactly(answered);
        assertThat(byType.of(Set.of(EventType.MESSAGE_SENT))).isSameAs(messages);
        assertThat(byType.of(Set.of(EventType.SHARE_SENT))).containsExactly(shared);
    }
}
