package dev.sotto.export;

import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column of a partner's file, in the order of the files; there are no others. */
enum PartnerColumn {
    BRAND_ID(Type.TEXT, PartnerRow::brandId),
    SCOPE(Type.TEXT, PartnerRow::scope),
    CAMPAIGN_ID(Type.TEXT, PartnerRow::campaignId),
    PLATFORM(Type.TEXT, PartnerRow::platform),
    METRIC(Type.TEXT, PartnerRow::metric),
    PERIOD(Type.TEXT, PartnerRow::period),
    PERIOD_START_ON(Type.DAY, PartnerRow::periodStartOn),
    SLICE(Type.TEXT, PartnerRow::slice),
    SLICE_VALUE(Type.TEXT, PartnerRow::sliceValue),
    VALUE(Type.NUMBER, PartnerRow::value),
    NUMERATOR(Type.NUMBER, PartnerRow::numerator),
    DENOMINATOR(Type.NUMBER, PartnerRow::denominator),
    PERSONS(Type.COUNT, PartnerRow::persons),
    PENDING(Type.COUNT, PartnerRow::pending),
    CI_LOW(Type.NUMBER, PartnerRow::ciLow),
    CI_HIGH(Type.NUMBER, PartnerRow::ciHigh),
    STATUS(Type.TEXT, row -> row.status().name().toLowerCase(Locale.ROOT)),
    FLAGS(Type.TEXT, PartnerRow::flags),
    UNIT(Type.TEXT, PartnerRow::unit),
    DEFINITION_VERSION(Type.COUNT, row -> (long) row.definitionVersion());

    /** What a column holds: String, Double, Long or LocalDate. */
    enum Type {
        TEXT,
        NUMBER,
        COUNT,
        DAY
    }

    private final Type type;
    private final Function<PartnerRow, @Nullable Object> cell;

    PartnerColumn(Type type, Function<PartnerRow, @Nullable Object> cell) {
        this.type = type;
        this.cell = cell;
    }

    /** Its name in Parquet's schema and CSV's first line. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type type() {
        return type;
    }

    /** What a row has in this column, an object of its type. */
    @Nullable
    Object of(PartnerRow row) {
        return cell.apply(row);
    }

    /** The row of these cells, one a column in order. */
    static PartnerRow row(@Nullable Object[] cells) {
        return new PartnerRow(
                given(cells, BRAND_ID, String.class),
                given(cells, SCOPE, String.class),
                cell(cells, CAMPAIGN_ID, String.class),
                cell(cells, PLATFORM, String.class),
                given(cells, METRIC, String.class),
                given(cells, PERIOD, String.class),
                given(cells, PERIOD_START_ON, LocalDate.class),
                cell(cells, SLICE, String.class),
                cell(cells, SLICE_VALUE, String.class),
                cell(cells, VALUE, Double.class),
                cell(cells, NUMERATOR, Double.class),
                cell(cells, DENOMINATOR, Double.class),
                cell(cells, PERSONS, Long.class),
                cell(cells, PENDING, Long.class),
                cell(cells, CI_LOW, Double.class),
                cell(cells, CI_HIGH, Double.class),
                Status.valueOf(given(cells, STATUS, String.class).toUpperCase(Locale.ROOT)),
                given(cells, FLAGS, String.class),
                given(cells, UNIT, String.class),
                given(cells, DEFINITION_VERSION, Long.class).intValue());
    }

    private static <T> @Nullable T cell(@Nullable Object[] cells, PartnerColumn column, Class<T> type) {
        return type.cast(cells[column.ordinal()]);
    }

    private static <T> T given(@Nullable Object[] cells, PartnerColumn column, Class<T> type) {
        T cell = cell(cells, column, type);
        if (cell == null) {
            throw new IllegalArgumentException("a row has no " + column.column());
        }
        return cell;
    }
}
