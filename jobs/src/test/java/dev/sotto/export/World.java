package dev.sotto.export;

import dev.sotto.domain.Result;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A random week of a brand whose sums all agree: messages by kind and role, shares of kinds, and rates of reply. */
final class World {
    private static final String[] KINDS = {"media_pack", "text", "voice_note"};
    private static final String[] ROLES = {"agent", "contact"};

    private final Random random;
    private final int campaigns;
    private final int days;
    private final Map<List<Object>, long[]> messages =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final Map<List<Object>, long[]> replies =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

    World(long seed, int campaigns, int days) {
        random = new Random(seed);
        this.campaigns = campaigns;
        this.days = days;
        for (int campaign = 0; campaign < campaigns; campaign++) {
            int scale = new int[] {3, 30, 120, 600}[random.nextInt(4)];
            for (int day = 0; day < days; day++) {
                draw(campaign, day, scale);
            }
        }
    }

    private void draw(int campaign, int day, int scale) {
        for (String kind : KINDS) {
            for (String role : ROLES) {
                long persons = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(scale + 1);
                long count = persons * (1 + random.nextInt(3));
                for (List<Object> place : places(campaign, day, kind, role)) {
                    add(messages, place, count, persons);
                }
            }
        }
        long units = random.nextInt(scale + 1);
        long replied = units == 0 ? 0 : random.nextInt((int) units + 1);
        for (List<Object> place : places(campaign, day, "", "")) {
            if (place.get(2).equals("")) {
                add(replies, place, replied, units);
            }
        }
    }

    private static List<List<Object>> places(int campaign, int day, String kind, String role) {
        List<List<Object>> places = new ArrayList<>();
        for (Object inCampaign : new Object[] {"", "c" + campaign}) {
            for (Object onDay : new Object[] {"", Given.MONDAY.plusDays(day)}) {
                places.add(List.of(inCampaign, onDay, "", ""));
                if (!kind.isEmpty()) {
                    places.add(List.of(inCampaign, onDay, "kind", kind));
                    places.add(List.of(inCampaign, onDay, "sender_role", role));
                }
            }
        }
        return places;
    }

    private static void add(Map<List<Object>, long[]> sums, List<Object> place, long first, long second) {
        long[] sum = sums.computeIfAbsent(place, unused -> new long[2]);
        sum[0] += first;
        sum[1] += second;
    }

    /** Every row; a slice in which nothing happened has none, as in the warehouse. */
    List<Result> results() {
        List<Result> results = new ArrayList<>();
        messages.forEach((place, sum) -> {
            boolean isSliced = !place.get(2).equals("");
            if (isSliced && sum[0] == 0) {
                return;
            }
            results.add(at(place, Given.messages(sum[0], sum[1])).result());
            if (place.get(2).equals("kind")) {
                long[] whole = messages.get(List.of(place.get(0), place.get(1), "", ""));
                // The persons behind a share are those behind the whole, however few used the kind.
                results.add(
                        at(place, Given.rate("format_share", sum[0], whole[0]).from(whole[1]))
                                .result());
            }
        });
        replies.forEach((place, sum) ->
                results.add(at(place, Given.rate("reply_rate", sum[0], sum[1])).result()));
        return results;
    }

    List<Result> resultsOf(LocalDate day) {
        return results().stream()
                .filter(result -> result.period().equals("day"))
                .filter(result -> result.periodStartOn().equals(day))
                .toList();
    }

    private static Given at(List<Object> place, Given given) {
        return given.in(place.get(0).equals("") ? null : place.get(0).toString())
                .on(place.get(1) instanceof LocalDate day ? day : null)
                .by(text(place.get(2)), text(place.get(3)));
    }

    private static @Nullable String text(Object value) {
        return value.equals("") ? null : value.toString();
    }
}
