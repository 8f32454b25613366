package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

class PaperTest {

    @BeforeAll
    static void findValidator() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @ParameterizedTest
    @CsvSource({"brand,en", "brand,de", "brand,fr", "brand,it", "operator,de", "operator,fr", "creator,it", "alert,de"})
    void lastsAndIsReadAloudInEveryLanguage(String kind, String language) throws Exception {
        byte[] pdf = pdf(kind, Locale.forLanguageTag(language));
        assertThat(faults(pdf, PDFAFlavour.PDFA_3_U)).isEmpty();
        assertThat(faults(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
        assertThat(pdf).hasSizeLessThan(300 * 1024);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(2);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language);
        }
    }

    @Test
    void keepsTheTextOfChartsAsText() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(Locale.GERMAN))) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Sprachnachrichten", "Autumn Voices", "Ganze Veränderung", "Seite 1 / 2");
        }
    }

    @Test
    void sparesASheetThatWouldHoldAFewLines() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf("creator", Locale.FRENCH))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void carriesItsNumbers() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(Locale.ENGLISH))) {
            var files =
                    document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            byte[] csv = files.get("weekly.en.csv").getEmbeddedFile().toByteArray();
            assertThat(new String(csv, StandardCharsets.UTF_8))
                    .startsWith("metric,title,")
                    .contains("reply_rate");
        }
    }

    @Test
    void hasTheSameBytesTwice() {
        assertThat(pdf(Locale.FRENCH)).isEqualTo(pdf(Locale.FRENCH));
    }

    private static byte[] pdf(Locale language) {
        return pdf("brand", language);
    }

    private static byte[] pdf(String kind, Locale language) {
        WeeklyReport report = Samples.ordinary(kind);
        PaperFacts facts =
                new PaperFacts(Instant.parse("2026-11-16T06:00:00Z"), "weekly." + language + ".csv", "numbers");
        return Paper.pdf(
                WeeklyPage.of(report, language),
                facts,
                Numbers.of(report, language).csv());
    }

    private static List<String> faults(byte[] pdf, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId() + " " + assertion.getMessage() + " "
                            + assertion.getLocation().getContext())
                    .distinct()
                    .toList();
        }
    }
}
