package dev.sotto.report;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report in a language: what its sections are written from.
 *
 * @param sections what its page shows, in this order
 */
record Edition(
        WeeklyReport report,
        ResultIndex index,
        List<Member> campaigns,
        List<Member> platforms,
        List<Member> brands,
        Words words,
        Figures figures,
        List<ReportSection> sections) {

    Edition {
        campaigns = List.copyOf(campaigns);
        platforms = List.copyOf(platforms);
        brands = List.copyOf(brands);
        sections = List.copyOf(sections);
    }

    static Edition of(WeeklyReport report, Locale language) {
        return of(Shelves.of(report), language);
    }

    static Edition of(Shelves shelves, Locale language) {
        WeeklyReport report = shelves.report();
        Words words = Words.of(language);
        Locale locale = words.language().equals(language.getLanguage()) ? language : words.locale();
        ResultIndex nothing = new ResultIndex(List.of());
        Edition whole = new Edition(
                report,
                shelves.whole(),
                report.campaigns().stream()
                        .map(campaign -> new Member(
                                campaign.id(),
                                campaign.name(),
                                shelves.byCampaign().getOrDefault(campaign.id(), nothing)))
                        .toList(),
                shelves.byPlatform().entrySet().stream()
                        .map(platform -> new Member(
                                platform.getKey(), words.named("platform", platform.getKey()), platform.getValue()))
                        .toList(),
                report.brands().stream()
                        .map(brand -> new Member(
                                brand.id(), brand.name(), shelves.byBrand().getOrDefault(brand.id(), nothing)))
                        .toList(),
                words,
                new Figures(locale),
                report.sections());
        return whole.showing(Sections.shown(whole));
    }

    private Edition showing(List<ReportSection> shown) {
        return new Edition(report, index, campaigns, platforms, brands, words, figures, shown);
    }

    /** The same, told of one member alone. */
    Edition about(Member member) {
        return new Edition(report, member.index(), List.of(), List.of(), List.of(), words, figures, sections);
    }

    /** Whom the report is about. */
    String subject() {
        return report.brand().map(Brand::name).orElseGet(() -> words.say("subject.operator"));
    }

    String platformName(String platform) {
        return named("platform", platform);
    }

    /** What something of a kind is called, by its id; the id itself where there is no word for it. */
    String named(String kind, String id) {
        return words.named(kind, id);
    }

    Focus focus() {
        Focus usual = Focus.of(report.kind());
        return report.kind() == ReportKind.ALERT ? usual.beginningWith(limited()) : usual;
    }

    /** The numbers of the whole that have a limit, crossed ones first. */
    private List<String> limited() {
        return Stream.concat(Crossing.crossed(this).stream(), Crossing.all(this).stream())
                .filter(crossing -> crossing.threshold().campaignId() == null)
                .map(crossing -> crossing.threshold().metric())
                .distinct()
                .toList();
    }

    /** Every metric that the page tells, in the order of its sections. */
    Stream<String> metrics() {
        return sections.stream()
                .flatMap(section -> Sections.metrics(section, this).stream())
                .distinct();
    }

    private String currency() {
        return report.brand().orElseThrow().currency();
    }

    Period week() {
        return report.period();
    }

    Optional<Metric> metric(String id) {
        return report.catalogue().find(id);
    }

    String title(String metric) {
        return metric(metric).map(found -> found.title(words.locale())).orElse(metric);
    }

    /** What a metric is measured in, and which direction of it is good news. */
    String measure(Metric metric) {
        return report.catalogue().unit(metric, words.locale()) + " · "
                + report.catalogue().better(metric, words.locale());
    }

    /** A title inside a sentence. */
    String titleWithin(String metric) {
        return words.within(title(metric));
    }

    /** A value as its unit wants it. */
    String value(String unit, double value) {
        return switch (unit) {
            case "ratio" -> figures.percent(value);
            case "ms" -> figures.duration(value);
            case "money" -> figures.money(value, currency());
            case "items", "messages", "rounds" -> figures.decimal(value);
            case "per_thousand" -> figures.multiple(value);
            default -> figures.compact(value);
        };
    }

    /** A difference as its unit wants it, with its sign. */
    String signed(String unit, double difference) {
        boolean isShare = unit.equals("ratio") || unit.equals("points");
        String size = isShare
                ? words.say("change.points", "points", figures.points(difference))
                : value(unit, Math.abs(difference));
        return (difference < 0 ? "−" : "+") + size;
    }

    /** A number for a table, or in one or two words why there is none. */
    String cell(Optional<Result> result, String metric) {
        String unit = metric(metric).map(Metric::unit).orElse("count");
        OptionalDouble value = ResultIndex.value(result);
        return value.isPresent() ? value(unit, value.getAsDouble()) : absence(status(result));
    }

    /** The size of a change as its unit wants it, without a sign. */
    String size(String unit, Change change) {
        return switch (unit) {
            case "ratio" -> words.say("change.points", "points", figures.points(change.difference()));
            case "ms" -> figures.duration(change.difference());
            case "money" -> figures.money(Math.abs(change.difference()), currency());
            case "items", "messages", "rounds" -> figures.decimal(Math.abs(change.difference()));
            case "per_thousand" -> figures.multiple(Math.abs(change.difference()));
            default ->
                Double.isNaN(change.relative())
                        ? figures.count(Math.abs(change.difference()))
                        : figures.percent(Math.abs(change.relative()));
        };
    }

    /** The values of a metric in the weeks up to one, oldest first. */
    List<OptionalDouble> course(String metric, Period last) {
        return ResultIndex.weeksTo(last, WeeklyReport.WEEKS).stream()
                .map(week -> index.value(metric, week))
                .toList();
    }

    /** The newest week in which a metric has a value; the reported one where none has. */
    Period settledWeek(String metric) {
        return ResultIndex.weeksTo(week(), WeeklyReport.WEEKS).stream()
                .filter(week -> index.value(metric, week).isPresent())
                .reduce((earlier, later) -> later)
                .orElse(week());
    }

    /** The change of a metric from the week before, where both weeks have a value. */
    Optional<Change> change(String metric, Period week) {
        Optional<Result> now = index.of(metric, week).filter(Edition::isShown);
        Optional<Result> before = index.of(metric, week.previous()).filter(Edition::isShown);
        Optional<Metric> known = metric(metric);
        if (now.isEmpty() || before.isEmpty() || known.isEmpty()) {
            return Optional.empty();
        }
        Change change = Change.between(before.get(), now.get(), known.get(), course(metric, week));
        return Optional.of(known.get().additive() && week.equals(week()) ? seasoned(metric, change) : change);
    }

    /** A change that weeks of that size have had before is one all the same where all its days together are unusual. */
    private Change seasoned(String metric, Change change) {
        return Unusual.week(this, metric)
                .filter(found -> found.score() > 0 == change.difference() > 0)
                .map(found -> change.clear())
                .orElse(change);
    }

    /** How many slices of a metric's week are withheld because too few persons are behind them. */
    long withheldSlices(String metric) {
        return index.all(metric)
                .filter(result -> result.period().equals(week().unit().column()))
                .filter(result -> result.periodStartOn().equals(week().startOn()))
                .filter(result -> result.status() == Result.Status.SUPPRESSED && result.slice() != null)
                .count();
    }

    static boolean isShown(Result result) {
        return result.status() == Result.Status.OK && result.value() != null;
    }

    /** The status of a result that may be missing altogether. */
    static Result.Status status(Optional<Result> result) {
        return result.map(Result::status).orElse(Result.Status.NO_DATA);
    }

    /** Why a number is not there, in one or two words. */
    String absence(Result.Status status) {
        return words.say("status." + status.name().toLowerCase(Locale.ROOT));
    }

    /** The same inside a sentence. */
    String absenceWithin(Result.Status status) {
        return words.lowered(absence(status));
    }

    /** Why a number is not there, in a sentence. */
    String absenceInFull(String metric, Result.Status status) {
        List<String> all = metric(metric).map(Metric::needs).orElse(List.of());
        // Messages are what every source sends; what is missing is the rest.
        String needs = all.stream()
                .filter(need -> all.size() == 1 || !need.equals("message.sent"))
                .map(need -> named("need", need))
                .collect(Collectors.joining(", "));
        String why = words.say("status." + status.name().toLowerCase(Locale.ROOT) + ".why", Map.of("needs", needs));
        return status == Result.Status.NOT_OBSERVABLE ? (why + " " + logsThatTell(List.of(metric))).strip() : why;
    }

    /** Which log would be needed to know metrics that the sources do not tell; empty where none is known. */
    String logsThatTell(List<String> metrics) {
        String logs = metrics.stream()
                .flatMap(metric -> report.provenance().logs().getOrDefault(metric, Set.of()).stream())
                .distinct()
                .sorted()
                .map(format -> named("log", format))
                .collect(Collectors.joining(", "));
        return logs.isEmpty() ? "" : words.say("status.not_observable.logs", "logs", logs);
    }

    /** Whether a day is not over for every source, so that what it lacks may still come. */
    boolean isLate(LocalDate day) {
        return report.provenance()
                .completeUntil()
                .filter(until -> until.isBefore(
                        day.plusDays(1).atStartOfDay(report.zone()).toInstant()))
                .isPresent();
    }

    /** Days in few letters, one after the other. */
    String days(List<LocalDate> days) {
        return days.stream().map(figures::weekdayAndDay).collect(Collectors.joining(", "));
    }

    int weekNumber(Period week) {
        return week.startOn().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    /** A week in words, such as week 46. */
    String weekName(Period week) {
        return words.say("week.name", "number", Integer.toString(weekNumber(week)));
    }
}
