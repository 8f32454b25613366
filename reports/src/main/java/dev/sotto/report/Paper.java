package dev.sotto.report;

import com.ibm.icu.text.BreakIterator;
import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.sotto.chart.Drawing;
import dev.sotto.chart.Size;
import dev.sotto.chart.Typeface;
import dev.sotto.domain.SottoException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A weekly report on A4 as PDF: tagged for those who hear it (PDF/UA-1), made to last (PDF/A-3u), with its numbers attached.
 *
 * <p>A chart's unit is smaller on paper than on a screen, so that its words have 7.1 points.
 */
public final class Paper {
    private static final int MOST_SHEETS = 2;
    /** A last sheet whose words end above this height, in points from its foot, is hardly worth its paper. */
    private static final float HARDLY_BEGUN = 660;

    private static final double POINTS_A_UNIT = 7.1 / 12;
    private static final double POINTS_A_PIXEL = 0.75;
    static final double PIXELS_A_UNIT = POINTS_A_UNIT / POINTS_A_PIXEL;
    private static final Size TILE = new Size(44, 24);
    private static final Size LINE = new Size(70, 22);

    /** How closely a page is set: more closely where that spares a sheet too many, or one with a few lines. */
    private enum Setting {
        USUAL,
        CLOSE,
        CLOSEST
    }

    private final WeeklyPage page;
    private final Setting setting;
    private final Map<String, Drawing> drawings = new LinkedHashMap<>();

    private Paper(WeeklyPage page, Setting setting) {
        this.page = page;
        this.setting = setting;
    }

    /** The page on paper, with a file of its numbers attached. */
    public static byte[] pdf(WeeklyPage page, PaperFacts facts, byte[] csv) {
        // Its log says what it loads and how long that takes; faults are exceptions.
        XRLog.setLoggingEnabled(false);
        Printed best = new Paper(page, Setting.USUAL).render(facts, csv);
        for (Setting setting : List.of(Setting.CLOSE, Setting.CLOSEST)) {
            if (best.isWell()) {
                break;
            }
            Printed closer = new Paper(page, setting).render(facts, csv);
            best = closer.sheets() < best.sheets() ? closer : best;
        }
        return best.pdf();
    }

    /**
     * A document as it was set.
     *
     * @param end where the words of its last sheet end, in points from its foot
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Printed(byte[] pdf, int sheets, float end) {
        boolean isWell() {
            return sheets <= MOST_SHEETS && (sheets == 1 || end < HARDLY_BEGUN);
        }
    }

    private Printed render(PaperFacts facts, byte[] csv) {
        String html = Pages.paper(this);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        for (Typeface typeface : Typeface.values()) {
            builder.useFont(
                    () -> new ByteArrayInputStream(typeface.file()),
                    "Inter",
                    typeface.weight(),
                    FontStyle.NORMAL,
                    true);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        builder.usePdfUaAccessibility(true)
                .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .useObjectDrawerFactory(new PaperCharts(drawings))
                .useUnicodeLineBreaker(breaks())
                .withProducer("Sotto")
                .withHtmlContent(html, null)
                .toStream(out);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            int sheets = document.getNumberOfPages();
            facts.addTo(document, csv);
            document.save(out);
            document.close();
            return new Printed(out.toByteArray(), sheets, renderer.getLastContentBottom());
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot set the report as PDF: " + e.getMessage() + ". Report this with the command that you ran.",
                    e);
        }
    }

    /** Lines end where Unicode lets them: neither behind an apostrophe nor within a time of day, as Java's own would. */
    private FSTextBreaker breaks() {
        BreakIterator breaks = BreakIterator.getLineInstance(page.words().locale());
        return new FSTextBreaker() {
            @Override
            public int next() {
                return breaks.next();
            }

            @Override
            public void setText(String text) {
                breaks.setText(text);
            }
        };
    }

    /** How closely the page is set, as the class of its body. */
    public String setting() {
        return setting.name().toLowerCase(Locale.ROOT);
    }

    /** The page that is set. */
    public WeeklyPage page() {
        return page;
    }

    /** A card's picture as an element of the document; it is drawn for the room that the layout gives its shape. */
    public String picture(Card card) {
        return card.chart()
                .map(chart -> element(
                        card.id(),
                        chart.picture().draw(room(card.shape()) / POINTS_A_UNIT, Picture.Detail.LOW),
                        card.title() + ". " + chart.text()))
                .orElse("");
    }

    /** The course of a tile's number as an element of the document. */
    public String course(Tile tile) {
        return course("spark-", tile, TILE);
    }

    /** The course of a line's number as an element of the document. */
    public String smallCourse(Tile tile) {
        return course("line-", tile, LINE);
    }

    private String course(String prefix, Tile tile, Size size) {
        return tile.course()
                .map(line -> element(
                        prefix + tile.id(), line.draw(size), page.words().say("tile.course", "metric", tile.title())))
                .orElse("");
    }

    /** Two columns of cards, and lists in three, within 186 mm less what lies between and around them, in points. */
    private static double room(Card.Shape shape) {
        return switch (shape) {
            case WIDE -> 316;
            case SLIM -> 164;
            case HALF -> 240;
            case THIRD -> 148;
            case WHOLE -> 508;
        };
    }

    private String element(String id, Drawing drawing, String words) {
        drawings.put(id, drawing);
        return "<%s type=\"image/svg+xml\" data=\"%s\" alt=\"%s\" style=\"width:%spt;height:%spt\"></%1$s>"
                .formatted(
                        PaperCharts.ELEMENT,
                        id,
                        escape(words),
                        Math.round(drawing.size().width() * POINTS_A_UNIT * 100) / 100.0,
                        Math.round(drawing.size().height() * POINTS_A_UNIT * 100) / 100.0);
    }

    private static String escape(String text) {
        return Stream.of(new String[][] {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}})
                .reduce(text, (so, pair) -> so.replace(pair[0], pair[1]), (one, other) -> one);
    }
}
