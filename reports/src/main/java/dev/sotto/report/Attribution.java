package dev.sotto.report;

import dev.sotto.chart.HeatMap;
import dev.sotto.chart.Size;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the section on what purchases are credited to, by several rules side by side, because no rule is the truth. */
final class Attribution {
    private static final double HEADING = 24;
    private static final double ROW = 32;
    private static final double LEAST_CELL = 54;

    /** A rule of credit, in the order in which the ones that fit are shown. */
    enum Model {
        FIRST,
        LAST,
        LINEAR,
        MARKOV,
        SHAPLEY,
        POSITION,
        TIME_DECAY;

        String key() {
            return "attribution.model." + name().toLowerCase(Locale.ROOT);
        }

        Optional<Result> credit(ResultIndex index, Period week) {
            return switch (this) {
                case MARKOV -> index.of("markov_credit", week);
                case SHAPLEY -> index.of("shapley_credit", week);
                case FIRST, LAST, LINEAR, POSITION, TIME_DECAY ->
                    index.of("rule_credit", week, "model", name().toLowerCase(Locale.ROOT));
            };
        }
    }

    private final Edition edition;

    Attribution(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("attribution.title");
        String subtitle = words.say("attribution.subtitle");
        List<Member> credited = edition.campaigns().stream()
                .filter(campaign -> most(campaign) > 0)
                .sorted(Comparator.comparingDouble(this::most).reversed().thenComparing(Member::name))
                .toList();
        if (credited.isEmpty()) {
            return Card.withoutNumbers("attribution", title, subtitle, Card.Shape.WIDE, why());
        }
        return Card.of(
                "attribution",
                title,
                subtitle,
                Card.Shape.WIDE,
                (width, detail) -> map(credited, fitting(width, detail))
                        .draw(new Size(width, HEADING + ROW * detail.height() * credited.size())),
                words.say("attribution.text", "count", credited.size()),
                List.of(note()),
                table(credited));
    }

    private String why() {
        Optional<Result> share = edition.index().of("unattributed_share", edition.week());
        Result.Status status = Edition.status(share);
        return share.filter(Edition::isShown).isPresent()
                ? edition.words().say("attribution.none")
                : edition.absenceInFull("unattributed_share", status);
    }

    private String note() {
        OptionalDouble share = edition.index().value("unattributed_share", edition.week());
        return share.isPresent()
                ? edition.words()
                        .say("attribution.note", "share", edition.figures().percent(share.getAsDouble()))
                : edition.words().say("attribution.note.unknown");
    }

    private double most(Member campaign) {
        return List.of(Model.values()).stream()
                .mapToDouble(model -> ResultIndex.value(model.credit(campaign.index(), edition.week()))
                        .orElse(0))
                .max()
                .orElse(0);
    }

    private static List<Model> fitting(double width, Picture.Detail detail) {
        int room = (int) (width * 0.66 / LEAST_CELL);
        int most = detail == Picture.Detail.BRIEF ? Math.min(3, room) : room;
        return List.of(Model.values()).subList(0, Math.max(2, Math.min(Model.values().length, most)));
    }

    private HeatMap map(List<Member> credited, List<Model> models) {
        return new HeatMap(
                models.stream().map(model -> edition.words().say(model.key())).toList(),
                "",
                credited.stream()
                        .map(campaign -> new HeatMap.Row(
                                campaign.name(),
                                "",
                                models.stream()
                                        .map(model -> ResultIndex.value(model.credit(campaign.index(), edition.week())))
                                        .toList()))
                        .toList(),
                edition.figures()::decimal);
    }

    private Card.Table table(List<Member> credited) {
        List<String> head = new ArrayList<>(List.of(edition.words().say("campaigns.member")));
        for (Model model : Model.values()) {
            head.add(edition.words().say(model.key()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Member campaign : credited) {
            List<String> row = new ArrayList<>(List.of(campaign.name()));
            for (Model model : Model.values()) {
                Optional<Result> credit = model.credit(campaign.index(), edition.week());
                OptionalDouble value = ResultIndex.value(credit);
                row.add(
                        value.isPresent()
                                ? edition.figures().decimal(value.getAsDouble())
                                : edition.absence(Edition.status(credit)));
            }
            rows.add(row);
        }
        return new Card.Table(head, rows);
    }
}
