package dev.sotto.report;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.warehouse.Ledger.Delivery;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every report that was ever made, as the ledger remembers it.
 *
 * @param made the deliveries that lie in the archive
 * @param brands by id
 * @param isKept whether a path of the archive still holds a page
 * @param zone in which the times of making are told
 */
public record ReportList(List<Delivery> made, Map<String, Brand> brands, Predicate<String> isKept, ZoneId zone) {
    public ReportList {
        made = List.copyOf(made);
        brands = Map.copyOf(brands);
    }

    private static final List<String> OTHERS = List.of("pdf", "eml", "csv", "xlsx");

    /** The brands that have reports. */
    public List<String> brandIds() {
        return made.stream().map(Delivery::brandId).distinct().sorted().toList();
    }

    /** The list of one brand alone, as a page in the folder of that brand. */
    public IndexPage pageOf(String brandId, Locale language) {
        List<Delivery> own =
                made.stream().filter(row -> row.brandId().equals(brandId)).toList();
        IndexPage page = new ReportList(own, brands, isKept, zone).page(language);
        return page.within();
    }

    /** The list as a page: by brand in the order of their names, the newest week first. */
    public IndexPage page(Locale language) {
        Words words = Words.of(language);
        Figures figures = new Figures(words.locale());
        Map<String, List<Delivery>> byBrand = made.stream()
                .collect(Collectors.groupingBy(row -> name(row.brandId(), words), TreeMap::new, Collectors.toList()));
        return new IndexPage(
                words,
                byBrand.entrySet().stream()
                        .map(shelf -> new IndexPage.Shelf(
                                shelf.getKey(),
                                words.say(
                                        "index.count", "count", shelf.getValue().size()),
                                shelf.getValue().stream()
                                        .sorted(Comparator.comparing(Delivery::periodStartOn)
                                                .reversed()
                                                .thenComparing(Delivery::language)
                                                .thenComparing(Delivery::revision, Comparator.reverseOrder()))
                                        .map(row -> entry(row, words, figures))
                                        .toList()))
                        .toList());
    }

    private IndexPage.Entry entry(Delivery row, Words words, Figures figures) {
        Period week = Period.weekOf(row.periodStartOn());
        String path = row.path() == null ? "" : row.path();
        boolean isThere = !path.isEmpty() && isKept.test(path);
        String language = Locale.forLanguageTag(row.language()).getDisplayLanguage(words.locale());
        ReportKind kind = ReportKind.ofFile(path);
        String title = title(row, words);
        return new IndexPage.Entry(
                kind == ReportKind.BRAND ? title : title + " · " + words.say("kicker." + kind.word()),
                figures.days(week.startOn(), week.endOn().minusDays(1)),
                isThere ? made(row.scheduledAt(), words, figures) : words.say("index.absent"),
                language,
                isThere ? path : "",
                others(path));
    }

    private static String title(Delivery row, Words words) {
        int number = row.periodStartOn().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        String week = words.say("week.title", "number", Integer.toString(number));
        return row.revision() == Delivery.FIRST_REVISION
                ? week
                : week + " · " + words.say("revision.name", "number", row.revision());
    }

    /** The other forms of a report that lie beside it. */
    private List<IndexPage.Other> others(String path) {
        int dot = path.lastIndexOf('.');
        return OTHERS.stream()
                .filter(ending -> dot > 0 && !path.endsWith("." + ending))
                .map(ending ->
                        new IndexPage.Other(ending.toUpperCase(Locale.ROOT), path.substring(0, dot + 1) + ending))
                .filter(other -> isKept.test(other.link()))
                .toList();
    }

    private String made(Instant moment, Words words, Figures figures) {
        return words.say("index.made", "moment", figures.moment(moment, zone));
    }

    private String name(String brandId, Words words) {
        if (brandId.equals(ReportPlan.EVERY_BRAND)) {
            return words.say("subject.operator");
        }
        Brand brand = brands.get(brandId);
        return brand == null ? brandId : brand.name();
    }
}
