package dev.sotto.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as charts of a notebook write them: in three digits, or whole. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(3);
    private static final double WHOLE_FROM = 100;

    private Numbers() {}

    /** Such as 12,345 or 0.0312. */
    static String written(double value) {
        DecimalFormat format = new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT));
        String text = format.format(
                Math.abs(value) < WHOLE_FROM
                        ? new BigDecimal(value).round(DIGITS)
                        : BigDecimal.valueOf(Math.rint(value)));
        return text.replace('-', '−');
    }
}
