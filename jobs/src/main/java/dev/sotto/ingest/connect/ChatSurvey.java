package dev.sotto.ingest.connect;

import dev.sotto.domain.Feed.DateOrder;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a chat in text tells only as a whole: who writes in it, and whether its dates begin with the day or the month.
 *
 * @param writers everyone who wrote, by name
 * @param beginning what tells it from other chats, whatever its file is called and however dates are written in it
 */
public record ChatSurvey(Set<String> writers, DateOrder order, String beginning) {

    public ChatSurvey {
        writers = Set.copyOf(writers);
    }

    /**
     * Go through a chat.
     *
     * @param declared the order that somebody declared; null to find it out
     * @throws UnusableFileException where both orders fit
     */
    public static ChatSurvey of(ChatMessages messages, @Nullable DateOrder declared) throws IOException {
        Set<String> writers = new TreeSet<>();
        Orders orders = new Orders();
        List<ChatLine> first = new ArrayList<>();
        while (messages.next()) {
            ChatLine.of(messages.line()).ifPresent(said -> {
                orders.see(said.prefix());
                if (said.writer() != null) {
                    writers.add(said.writer());
                }
                if (first.size() < 2) {
                    first.add(said);
                }
            });
        }
        DateOrder order = declared == null ? orders.only() : declared;
        String beginning = first.stream()
                .map(said -> said.prefix().minute(order) + said.writer() + said.text())
                .collect(Collectors.joining("\n"));
        return new ChatSurvey(writers, order, beginning);
    }

    /** The orders that a chat's dates still allow. */
    private static final class Orders {
        private final Set<DateOrder> possible = EnumSet.allOf(DateOrder.class);
        private final Set<DateOrder> ascending = EnumSet.allOf(DateOrder.class);
        private boolean isAmbiguous;
        private @Nullable ChatPrefix before;

        void see(ChatPrefix prefix) {
            Optional<DateOrder> only = prefix.order();
            only.ifPresent(order -> possible.retainAll(EnumSet.of(order)));
            isAmbiguous |= !prefix.isYearFirst() && prefix.date()[0] != prefix.date()[1];
            ChatPrefix last = before;
            if (last != null) {
                ascending.removeIf(order -> isBackwards(last.time(order), prefix.time(order)));
            }
            before = prefix;
        }

        private static boolean isBackwards(@Nullable LocalDateTime one, @Nullable LocalDateTime two) {
            return one == null || two == null || two.isBefore(one);
        }

        /** The one order: the numbers tell, else that a chat goes forwards in time. */
        DateOrder only() {
            if (!isAmbiguous) {
                return DateOrder.DAY_FIRST;
            }
            if (possible.size() == 2) {
                possible.retainAll(ascending);
            }
            if (possible.size() != 1) {
                throw new UnusableFileException("date_order_unclear");
            }
            return possible.iterator().next();
        }
    }
}
