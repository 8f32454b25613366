package dev.sotto.chart;

/** Numbers and text as SVG writes them. */
final class SvgText {
    private static final double MOST = 1e12;

    private SvgText() {}

    /** A length with at most two decimals. */
    static String number(double value) {
        if (!(Math.abs(value) < MOST)) {
            throw new IllegalArgumentException("a picture cannot hold the length " + value);
        }
        // By hand, since a page has tens of thousands of them.
        long hundredths = Math.round(Math.abs(value) * 100);
        if (hundredths == 0) {
            return "0";
        }
        StringBuilder number = new StringBuilder(12);
        if (value < 0) {
            number.append('-');
        }
        number.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            number.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                number.append(rest % 10);
            }
        }
        return number.toString();
    }

    /** Text for an element or an attribute: markup escaped, and what XML cannot hold left out. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().filter(SvgText::isXml).forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character < 0xD800)
                || (character >= 0xE000 && character < 0xFFFE)
                || character > 0xFFFF;
    }
}
