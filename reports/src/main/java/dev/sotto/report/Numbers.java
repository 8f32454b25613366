package dev.sotto.report;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The numbers of a report as one tidy table, a row a result, for those who go on computing with them. */
public final class Numbers {
    private static final List<String> COLUMNS = List.of(
            "metric",
            "title",
            "scope",
            "platform",
            "brand_id",
            "campaign_id",
            "campaign",
            "period",
            "period_start_on",
            "slice",
            "slice_value",
            "value",
            "numerator",
            "denominator",
            "persons",
            "pending",
            "ci_low",
            "ci_high",
            "status",
            "flags",
            "unit",
            "definition_version",
            "snapshot_id");
    private static final List<Integer> WIDTHS =
            List.of(26, 32, 9, 12, 16, 24, 24, 9, 15, 12, 20, 12, 11, 12, 9, 9, 10, 10, 14, 16, 9, 17, 22);
    private static final Set<String> DAILY = Set.of("active_contacts", "messages_sent");
    private static final Set<String> SLICED = Set.of("messages_sent", "retention_on");
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Result> ORDER = Comparator.comparing(Result::metric)
            .thenComparing(Result::period)
            .thenComparing(Result::periodStartOn)
            .thenComparing(Result::scope)
            .thenComparing(Result::platform, TEXT)
            .thenComparing(Result::brandId, TEXT)
            .thenComparing(Result::campaignId, TEXT)
            .thenComparing(Result::slice, TEXT)
            .thenComparing(Result::sliceValue, TEXT);

    private static final List<String> TERMS =
            List.of("metric", "title", "description", "unit", "unit_in_words", "better_in_words");
    private static final List<Integer> TERM_WIDTHS = List.of(26, 32, 90, 14, 22, 30);

    private final List<List<@Nullable Object>> rows;
    private final List<List<@Nullable Object>> terms;

    private Numbers(List<List<@Nullable Object>> rows, List<List<@Nullable Object>> terms) {
        this.rows = rows;
        this.terms = terms;
    }

    /** The numbers of a report; titles and definitions are in a language, and all else is as in the table of results. */
    public static Numbers of(WeeklyReport report, Locale language) {
        Map<String, String> campaigns =
                report.campaigns().stream().collect(Collectors.toMap(Campaign::id, Campaign::name));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Set<String> metrics = new LinkedHashSet<>();
        report.results().stream()
                .filter(result -> isTold(result, report))
                .sorted(ORDER)
                .forEach(result -> {
                    rows.add(row(result, report, campaigns, language));
                    metrics.add(result.metric());
                });
        return new Numbers(
                rows,
                metrics.stream()
                        .flatMap(id -> report.catalogue().find(id).stream())
                        .map(metric -> term(metric, report.catalogue(), language))
                        .toList());
    }

    /** Everything of the week itself, and of earlier times what a course or a cohort of the page is drawn from. */
    private static boolean isTold(Result result, WeeklyReport report) {
        boolean isOfThisWeek = result.period().equals("week")
                && result.periodStartOn().equals(report.period().startOn());
        boolean isOwn = result.scope().equals(report.scope());
        boolean isCourse = isOwn && result.slice() == null && !result.period().equals("day");
        boolean isDay =
                isOwn && DAILY.contains(result.metric()) && result.period().equals("day") && result.slice() == null;
        boolean isSliced = isOwn && SLICED.contains(result.metric());
        boolean isHour = isOwn
                && result.metric().equals(Hours.METRIC)
                && !result.periodStartOn().isBefore(report.period().startOn().minusWeeks(Hours.WEEKS - 1L));
        boolean isLift = result.period().equals("lifetime") && result.metric().startsWith("lift_");
        return isOfThisWeek
                || isCourse
                || isDay
                || (isSliced || isHour) && result.period().equals("week")
                || isLift;
    }

    private static List<@Nullable Object> row(
            Result result, WeeklyReport report, Map<String, String> campaigns, Locale language) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(result.metric());
        row.add(report.catalogue()
                .find(result.metric())
                .map(metric -> metric.title(language))
                .orElse(result.metric()));
        row.add(result.scope());
        row.add(result.platform());
        row.add(result.brandId());
        row.add(result.campaignId());
        row.add(result.campaignId() == null ? null : campaigns.get(result.campaignId()));
        row.add(result.period());
        row.add(
                result.period().equals("lifetime")
                        ? null
                        : result.periodStartOn().toString());
        row.add(result.slice());
        row.add(result.sliceValue());
        row.add(result.value());
        row.add(result.numerator());
        row.add(result.denominator());
        row.add(result.persons());
        row.add(result.pending());
        row.add(result.ciLow());
        row.add(result.ciHigh());
        row.add(result.status().name().toLowerCase(Locale.ROOT));
        row.add(String.join(",", new TreeSet<>(result.flags())));
        row.add(result.unit());
        row.add(result.definitionVersion());
        row.add(result.snapshotId());
        return row;
    }

    private static List<@Nullable Object> term(Metric metric, Catalogue catalogue, Locale language) {
        return List.of(
                metric.id(),
                metric.title(language),
                metric.description(language),
                metric.unit(),
                catalogue.unit(metric, language),
                catalogue.better(metric, language));
    }

    /** As CSV in UTF-8, with commas and lines that end as RFC 4180 has them. */
    public byte[] csv() {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        for (List<@Nullable Object> row : rows) {
            csv.append(row.stream().map(Numbers::field).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = harmless(value.toString());
        return text.chars().noneMatch(Numbers::isSpecial) ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isSpecial(int character) {
        return character == '"' || character == ',' || character == '\r' || character == '\n';
    }

    /** As a workbook: one sheet of the results, numbers as numbers, and one of what their metrics mean. */
    public byte[] xlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Sotto", "1.0")) {
            fill(book.newWorksheet("results"), COLUMNS, WIDTHS, rows);
            Worksheet definitions = book.newWorksheet("definitions");
            fill(definitions, TERMS, TERM_WIDTHS, terms);
            definitions
                    .range(1, 0, Math.max(1, terms.size()), TERMS.size() - 1)
                    .style()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void fill(
            Worksheet sheet, List<String> columns, List<Integer> widths, List<List<@Nullable Object>> rows) {
        for (int column = 0; column < columns.size(); column++) {
            sheet.value(0, column, columns.get(column));
            sheet.width(column, widths.get(column));
        }
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
        sheet.setAutoFilter(0, 0, Math.max(1, rows.size()), columns.size() - 1);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                Object value = rows.get(row).get(column);
                if (value instanceof Number number) {
                    sheet.value(row + 1, column, number);
                } else if (value != null) {
                    sheet.value(row + 1, column, harmless(value.toString()));
                }
            }
        }
    }

    /** A text that no spreadsheet takes for a formula. */
    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** How many results there are. */
    public int size() {
        return rows.size();
    }
}
