package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.LogFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a platform's webhook can tell of what happened: the messages between two and what became of them, without age,
 * tests, composing, safety or commerce.
 *
 * <p>A log in its shape tells every thread as if it were on that platform. What is true of such a log is what is true of the
 * events as they were told.
 */
final class Webhook {
    private static final Set<String> HOUSE = Set.of("brand", "agent", "bot");

    /** The characters of the link that stands for a shared post where a platform has none. */
    private static final int LINK_LENGTH = 36;

    private static final Set<String> METRICS = Set.of(
            "messages_sent",
            "active_contacts",
            "retention_on",
            "format_share",
            "dau_wau",
            "share_of_first_openers",
            "reply_time_p50",
            "reply_time_p90",
            "first_response_time_p50",
            "first_response_time_p90",
            "two_way_share",
            "messages_per_conversation",
            "unanswered_rate");

    private final LogFormat format;

    Webhook(LogFormat format) {
        this.format = format;
    }

    /** The source of a brand's account. */
    static String source(LogFormat format, String brandId) {
        return brandId + "_" + format.word();
    }

    /** Whether the value of a metric follows from what is told. */
    boolean canTell(String metric) {
        return METRICS.contains(metric)
                || metric.equals("delivery_rate") && has(EventType.MESSAGE_DELIVERED)
                || metric.equals("read_rate") && has(EventType.MESSAGE_DELIVERED)
                || metric.equals("voice_play_rate") && has(EventType.MESSAGE_PLAYED);
    }

    private boolean has(EventType type) {
        return format.emits().orElse(Set.of()).contains(type);
    }

    /** What is told of a neighbourhood, in no order. */
    List<SimulatedEvent> told(List<SimulatedEvent> happened) {
        Map<String, SimulatedEvent> messages = new HashMap<>();
        for (SimulatedEvent event : happened) {
            if (isCarried(event) && event.type == EventType.MESSAGE_SENT) {
                messages.put(String.valueOf(event.text(EventField.MESSAGE_ID)), event);
            }
        }
        List<SimulatedEvent> told = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SimulatedEvent event : happened) {
            if (isCarried(event)) {
                for (SimulatedEvent one : told(event, messages)) {
                    // Two receipts up to one moment are one.
                    if (ids.add(String.valueOf(one.text(EventField.EVENT_ID)))) {
                        told.add(one);
                    }
                }
            }
        }
        return told;
    }

    private boolean isCarried(SimulatedEvent event) {
        boolean isDialogue = event.isOneToOne() && isOfHouse(event.actor()) != isOfHouse(event.counterpart());
        return isDialogue && has(event.type) && !"system".equals(event.text(EventField.KIND));
    }

    static boolean isOfHouse(@Nullable Person person) {
        return person != null && HOUSE.contains(person.role());
    }

    /** The items of a pack. */
    static List<MediaItem> items(SimulatedEvent message) {
        List<MediaItem> items = new ArrayList<>();
        if (message.value(EventField.MEDIA) instanceof List<?> media) {
            media.forEach(item -> items.add((MediaItem) item));
        }
        return items;
    }

    private List<SimulatedEvent> told(SimulatedEvent event, Map<String, SimulatedEvent> messages) {
        SimulatedEvent message = messages.get(String.valueOf(event.text(EventField.MESSAGE_ID)));
        if (message == null) {
            return List.of();
        }
        return switch (event.type) {
            case MESSAGE_SENT -> sent(event);
            case MESSAGE_DELIVERED, MESSAGE_READ, MESSAGE_PLAYED, MESSAGE_FAILED -> receipts(event, message);
            default -> List.of(other(event));
        };
    }

    /** A message; a pack as one message an item where the platform sends albums so. */
    private List<SimulatedEvent> sent(SimulatedEvent event) {
        String id = String.valueOf(event.text(EventField.MESSAGE_ID));
        List<SimulatedEvent> told = new ArrayList<>();
        for (int i = 0; i < parts(event); i++) {
            String part = part(id, i);
            SimulatedEvent one = begin(event, part)
                    .with(EventField.MESSAGE_ID, part)
                    .with(EventField.REPLY_TO, event.text(EventField.REPLY_TO));
            content(event, i, one);
            told.add(one);
        }
        return told;
    }

    private boolean isSplit() {
        return format == LogFormat.WHATSAPP_CLOUD || format == LogFormat.TIKTOK_BUSINESS;
    }

    private int parts(SimulatedEvent message) {
        return isSplit() ? Math.max(1, items(message).size()) : 1;
    }

    private static String part(String id, int index) {
        return index == 0 ? id : id + "-" + (index + 1);
    }

    private void content(SimulatedEvent event, int part, SimulatedEvent into) {
        String kind = String.valueOf(event.text(EventField.KIND));
        List<MediaItem> media = items(event);
        if (!media.isEmpty()) {
            List<MediaItem> items = new ArrayList<>();
            for (MediaItem item : isSplit() ? media.subList(part, part + 1) : media) {
                boolean isCaptioned = item.isCaptioned() && (isSplit() || items.isEmpty());
                items.add(new MediaItem(items.size() + 1, item.kind(), "", false, isCaptioned));
            }
            boolean isKnown =
                    format != LogFormat.TIKTOK_BUSINESS || items.get(0).kind().equals("photo");
            into.with(EventField.KIND, isKnown ? kind : "unsupported");
            into.with(EventField.MEDIA, isKnown ? List.copyOf(items) : null);
        } else if (kind.equals("voice_note") && format == LogFormat.TIKTOK_BUSINESS) {
            into.with(EventField.KIND, "unsupported");
        } else if (kind.equals("platform_share") && format == LogFormat.WHATSAPP_CLOUD) {
            into.with(EventField.KIND, "text").with(EventField.TEXT_LENGTH, (long) LINK_LENGTH);
        } else {
            into.with(EventField.KIND, kind);
            into.with(EventField.TEXT_LENGTH, event.value(EventField.TEXT_LENGTH));
        }
    }

    /** A receipt of one message, of each part of it, or of all up to a moment. */
    private List<SimulatedEvent> receipts(SimulatedEvent receipt, SimulatedEvent message) {
        String word = receipt.type.dotted().substring("message.".length());
        String id = String.valueOf(receipt.text(EventField.MESSAGE_ID));
        if (format == LogFormat.MESSENGER || format == LogFormat.TIKTOK_BUSINESS) {
            long mark = format == LogFormat.TIKTOK_BUSINESS
                    ? receipt.at
                    : receipt.type == EventType.MESSAGE_READ ? message.at : message.at + 1;
            String name = thread(receipt, "") + ":" + word + ":" + mark;
            return List.of(begin(receipt, name).with(EventField.WATERMARK_AT, mark));
        }
        List<SimulatedEvent> told = new ArrayList<>();
        for (int i = 0; i < parts(message); i++) {
            String part = part(id, i);
            SimulatedEvent one = begin(receipt, part + ":" + word).with(EventField.MESSAGE_ID, part);
            if (format == LogFormat.WHATSAPP_CLOUD) {
                one.with(EventField.CAMPAIGN_ID, receipt.text(EventField.CAMPAIGN_ID));
            }
            told.add(one);
        }
        return told;
    }

    /** A reaction, or a message that was taken back. */
    private SimulatedEvent other(SimulatedEvent event) {
        return begin(event, String.valueOf(event.text(EventField.EVENT_ID)))
                .with(EventField.MESSAGE_ID, event.text(EventField.MESSAGE_ID))
                .with(EventField.REMOVED, event.is(EventField.REMOVED) ? true : null);
    }

    private SimulatedEvent begin(SimulatedEvent event, String id) {
        String brand = String.valueOf(event.text(EventField.BRAND_ID));
        // Seconds are all that this platform tells.
        long at = format == LogFormat.WHATSAPP_CLOUD ? event.at / 1000 * 1000 : event.at;
        return new SimulatedEvent(event.type, at, event.zone)
                .with(EventField.EVENT_ID, id)
                .with(EventField.SOURCE, source(format, brand))
                .with(EventField.PLATFORM, platform())
                .with(EventField.BRAND_ID, brand)
                .with(EventField.THREAD_ID, thread(event, brand))
                .with(EventField.CONVERSATION_KIND, "one_to_one")
                .with(EventField.ACTOR, person(event.actor(), brand))
                .with(EventField.COUNTERPART, person(event.counterpart(), brand));
    }

    /** An account has one thread with a contact, whoever of the house writes in it. */
    private static String thread(SimulatedEvent event, String brand) {
        Person contact = isOfHouse(event.actor()) ? event.counterpart() : event.actor();
        return "t-" + brand + ":" + (contact == null ? "" : contact.id());
    }

    private String platform() {
        return switch (format) {
            case WHATSAPP_CLOUD -> "whatsapp";
            case TIKTOK_BUSINESS -> "tiktok";
            default -> format.word();
        };
    }

    /** The account of the brand, whoever of the house wrote; everybody else is a contact. */
    private static @Nullable Person person(@Nullable Person person, String brand) {
        if (person == null) {
            return null;
        }
        return isOfHouse(person)
                ? new Person(brand, "brand", null, null, null)
                : new Person(person.id(), "contact", null, null, null);
    }
}
