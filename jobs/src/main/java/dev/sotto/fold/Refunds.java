package dev.sotto.fold;

import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What of a contact's purchases was given back, each within thirty days. */
final class Refunds {
    private static final long WITHIN_MS = 30 * 86_400_000L;

    private final StorySettings settings;
    private final Map<String, List<StoryEvent>> byOrder = new HashMap<>();

    private Refunds(StorySettings settings) {
        this.settings = settings;
    }

    static Refunds of(List<StoryEvent> events, StorySettings settings) {
        Refunds refunds = new Refunds(settings);
        for (StoryEvent event : events) {
            if (event.type() == EventType.ORDER_REFUNDED && event.orderId() != null) {
                refunds.byOrder
                        .computeIfAbsent(event.orderId(), ignored -> new ArrayList<>())
                        .add(event);
            }
        }
        return refunds;
    }

    /** What is left of a purchase, in the brand's currency; empty without a rate of its day. */
    OptionalLong net(StoryEvent purchase) {
        long net = purchase.amountMinor();
        for (StoryEvent refund : byOrder.getOrDefault(purchase.orderId(), List.of())) {
            if (refund.at() >= purchase.at() && refund.at() - purchase.at() <= WITHIN_MS) {
                net -= refund.amountMinor();
            }
        }
        return settings.money(purchase.brandId(), net, purchase.currency(), purchase.at());
    }
}
