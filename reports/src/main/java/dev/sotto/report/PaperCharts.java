package dev.sotto.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import dev.sotto.chart.Drawing;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws the charts of a document where its {@code object} elements name them: as vectors, and their text as text. */
final class PaperCharts implements FSObjectDrawerFactory {
    static final String ELEMENT = "object";

    private final Map<String, Drawing> drawings;
    private final PaperLettering lettering = new PaperLettering();

    PaperCharts(Map<String, Drawing> drawings) {
        this.drawings = Map.copyOf(drawings);
    }

    @Override
    public boolean isReplacedObject(Element element) {
        return element.getTagName().equals(ELEMENT);
    }

    @Override
    public FSObjectDrawer createDrawer(Element element) {
        return this::draw;
    }

    private @Nullable Map<Shape, String> draw(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        Drawing drawing = Objects.requireNonNull(drawings.get(element.getAttribute("data")));
        float across = (float) Math.ceil(width / dotsPerPixel);
        float down = (float) Math.ceil(height / dotsPerPixel);
        device.drawWithGraphics((float) x, (float) y, across, down, surface -> paint(drawing, surface));
        return null;
    }

    private void paint(Drawing drawing, Graphics2D surface) {
        ((PdfBoxGraphics2D) surface).setFontTextDrawer(lettering);
        surface.scale(Paper.PIXELS_A_UNIT, Paper.PIXELS_A_UNIT);
        drawing.paint(surface, lettering);
    }
}
