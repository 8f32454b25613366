package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.Size;
import dev.sotto.chart.StackedBars;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the section on the kinds of messages over eight weeks. */
final class Kinds {
    static final String METRIC = "messages_sent";
    private static final double HEIGHT = 250;
    private static final double LOW_HEIGHT = 150;
    private static final int NARROW_WEEKS = 6;

    /** A kind that is drawn apart, from the bottom up, and what of the log it holds. */
    enum Kind {
        VOICE(Hue.VOICE, "voice_note"),
        MEDIA(Hue.MEDIA, "media_pack"),
        TEXT(Hue.TEXT, "text"),
        OTHER(Hue.OTHER, "platform_share", "sticker", "unsupported");

        private final Hue hue;
        private final List<String> values;

        Kind(Hue hue, String... values) {
            this.hue = hue;
            this.values = List.of(values);
        }

        String key() {
            return "kind." + name().toLowerCase(Locale.ROOT);
        }

        /** How many messages of it a week had; NaN where that week was not measured. */
        double messages(ResultIndex index, Period week) {
            if (index.value(METRIC, week).isEmpty()) {
                return Double.NaN;
            }
            return values.stream()
                    .map(value -> index.value(METRIC, week, "kind", value))
                    .mapToDouble(found -> found.orElse(0))
                    .sum();
        }
    }

    private final Edition edition;

    Kinds(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("kinds.title");
        String subtitle = words.say("kinds.subtitle");
        List<Period> weeks = ResultIndex.weeksTo(edition.week(), WeeklyReport.WEEKS).stream()
                .filter(week -> edition.index().value(METRIC, week).isPresent())
                .toList();
        boolean hasKinds = edition.index().all(METRIC).anyMatch(result -> "kind".equals(result.slice()));
        if (weeks.isEmpty() || !hasKinds) {
            Result.Status status = Edition.status(edition.index().of(METRIC, edition.week()));
            Result.Status said = status == Result.Status.OK ? Result.Status.NO_DATA : status;
            return Card.withoutNumbers("kinds", title, subtitle, Card.Shape.HALF, edition.absenceInFull(METRIC, said));
        }
        String text = words.say("kinds.text", "count", weeks.size());
        List<Period> fewer = weeks.subList(Math.max(0, weeks.size() - NARROW_WEEKS), weeks.size());
        return Card.of(
                "kinds",
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) -> bars(detail == Picture.Detail.BRIEF ? fewer : weeks)
                        .draw(new Size(width, detail == Picture.Detail.LOW ? LOW_HEIGHT : HEIGHT)),
                text,
                List.of(),
                table(weeks));
    }

    private StackedBars bars(List<Period> weeks) {
        List<StackedBars.Part> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Double> messages = weeks.stream()
                    .map(week -> kind.messages(edition.index(), week))
                    .toList();
            if (messages.stream().anyMatch(count -> count > 0)) {
                parts.add(new StackedBars.Part(
                        edition.words().say(kind.key()),
                        kind.hue,
                        messages,
                        edition.figures().compact(messages.get(messages.size() - 1))));
            }
        }
        return new StackedBars(
                weeks.stream()
                        .map(week -> Integer.toString(edition.weekNumber(week)))
                        .toList(),
                parts,
                edition.figures()::compact);
    }

    private Card.Table table(List<Period> weeks) {
        List<String> head = new ArrayList<>(List.of(edition.words().say("table.week")));
        for (Kind kind : Kind.values()) {
            head.add(edition.words().say(kind.key()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Period week : weeks) {
            List<String> row = new ArrayList<>(List.of(edition.weekName(week)));
            for (Kind kind : Kind.values()) {
                row.add(edition.figures().count(kind.messages(edition.index(), week)));
            }
            rows.add(row);
        }
        return new Card.Table(head, rows);
    }
}
