package dev.sotto.report;

import de.rototor.pdfbox.graphics2d.IPdfBoxGraphics2DFontTextDrawer;
import dev.sotto.chart.Lettering;
import dev.sotto.chart.Typeface;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.font.TextAttribute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.text.AttributedCharacterIterator;
import java.text.AttributedString;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** Writes the text of charts into a PDF as text, in our own typefaces, so that it can be searched and read aloud. */
final class PaperLettering implements Lettering, IPdfBoxGraphics2DFontTextDrawer {

    /** What is written next; the drawing interface passes only fonts of the machine along, and there may be none. */
    private record Line(Typeface typeface, double size, String text, float x, float y) {}

    private final Map<Typeface, PDFont> fonts = new EnumMap<>(Typeface.class);
    private Line line = new Line(Typeface.REGULAR, 1, "", 0, 0);

    @Override
    public void write(Graphics2D surface, Typeface typeface, double size, String text, float x, float y) {
        line = new Line(typeface, size, text, x, y);
        surface.drawString(new AttributedString(text, Map.of(TextAttribute.SIZE, size)).getIterator(), x, y);
    }

    @Override
    public boolean canDrawText(AttributedCharacterIterator text, IFontTextDrawerEnv place) {
        return true;
    }

    @Override
    public void drawText(AttributedCharacterIterator text, IFontTextDrawerEnv place) throws IOException {
        PDPageContentStream content = place.getContentStream();
        Paint paint = place.getPaint();
        content.beginText();
        content.setTextMatrix(new Matrix(1, 0, 0, -1, 0, 0));
        content.setFont(font(place.getDocument(), line.typeface()), (float) line.size());
        content.setNonStrokingColor(paint instanceof Color color ? color : Color.BLACK);
        content.showText(line.text());
        content.endText();
    }

    @Override
    public FontMetrics getFontMetrics(Font font, IFontTextDrawerEnv place) {
        throw new UnsupportedOperationException("charts measure their own typefaces");
    }

    private PDFont font(PDDocument document, Typeface typeface) throws IOException {
        PDFont font = fonts.get(typeface);
        if (font == null) {
            font = PDType0Font.load(document, new ByteArrayInputStream(typeface.file()), true);
            fonts.put(typeface, font);
        }
        return font;
    }
}
