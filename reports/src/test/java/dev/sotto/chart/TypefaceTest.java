package dev.sotto.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypefaceTest {

    @ParameterizedTest
    @EnumSource
    void givesEveryDigitTheSameWidth(Typeface typeface) {
        assertThat("0123456789".chars().mapToDouble(digit -> typeface.width(Character.toString(digit), 12)))
                .allMatch(width -> width == typeface.width("0", 12));
    }

    @ParameterizedTest
    @EnumSource
    void coversWhatFourLanguagesAndReportsWrite(Typeface typeface) {
        String signs = "ÄÖÜäöüß ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸ àâçéèêëîïôœùûüÿ ÀÈÉÌÒÙ ▲▼→←↑↓▶●·×±−–—…’“”„«»‹›€£%‰+\u00a0\u202f";
        assertThat(signs.chars().filter(sign -> !typeface.covers((char) sign))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void growsWithTextAndSize(Typeface typeface) {
        assertThat(typeface.width("Diese Woche", 12)).isGreaterThan(typeface.width("Woche", 12));
        assertThat(typeface.width("Woche", 24)).isEqualTo(2 * typeface.width("Woche", 12));
        assertThat(typeface.width("i", 12)).isLessThan(typeface.width("M", 12));
    }
}
