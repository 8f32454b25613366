package dev.sotto.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgGraphicsTest {
    private final SvgGraphics surface = new SvgGraphics("id");

    @Test
    void keepsFractions() {
        surface.fill(new Rectangle2D.Double(1.254, 2, 3.5, 4));
        assertThat(surface.elements())
                .isEqualTo("<rect x=\"1.25\" y=\"2\" width=\"3.5\" height=\"4\" fill=\"var(--ink)\"/>");
    }

    @Test
    void writesTintsAsVariablesAndOtherColoursAsTheyAre() {
        surface.setPaint(Hue.VOICE.tint());
        surface.fill(new Ellipse2D.Double(0, 0, 4, 4));
        surface.setPaint(new Color(255, 0, 16, 128));
        surface.fill(new Ellipse2D.Double(0, 0, 4, 4));
        assertThat(surface.elements())
                .contains("r=\"2\" fill=\"var(--voice)\"")
                .contains("fill=\"#FF0010\" fill-opacity=\"0.5\"");
    }

    @Test
    void writesLinesWithTheirPen() {
        surface.setStroke(
                new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {1, 3}, 0));
        surface.draw(new Line2D.Double(0, 0, 10, 5));
        assertThat(surface.elements())
                .startsWith("<line x1=\"0\" y1=\"0\" x2=\"10\" y2=\"5\" fill=\"none\" stroke=\"var(--ink)\"")
                .contains("stroke-width=\"1.5\"", "stroke-linecap=\"round\"", "stroke-dasharray=\"1 3\"");
    }

    @Test
    void keepsTextAsTextInItsWeight() {
        surface.setFont(new TypefaceFont(Typeface.SEMIBOLD, 12.5));
        surface.drawString("Fr. 1’200", 3.25f, 7);
        assertThat(surface.elements())
                .isEqualTo(
                        "<text x=\"3.25\" y=\"7\" font-size=\"12.5\" font-weight=\"600\" fill=\"var(--ink)\">Fr. 1’200</text>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</text><script>alert(1)</script>",
                "a & b < c > d \" e ' f",
                "]]>",
                "\u0000\u0008\ufffe bell",
                "\ud800 alone",
                "😀 и 日本"
            })
    void letsNoTextBecomeMarkup(String hostile) {
        surface.drawString(hostile, 0, 0);
        String svg = "<svg>" + surface.elements() + "</svg>";
        assertThat(Svg.parse(svg).getElementsByTagName("*").getLength()).isEqualTo(2);
    }

    @Test
    void clipsOnlyWhatLeavesTheClip() {
        surface.clip(new Rectangle2D.Double(0, 0, 10, 10));
        surface.fill(new Rectangle2D.Double(1, 1, 2, 2));
        assertThat(surface.elements()).doesNotContain("clip");
        surface.fill(new Rectangle2D.Double(8, 8, 4, 4));
        assertThat(surface.elements()).contains("<clipPath id=\"id-clip1\">").contains("clip-path=\"url(#id-clip1)\"");
        String before = surface.elements();
        surface.fill(new Rectangle2D.Double(20, 20, 4, 4));
        assertThat(surface.elements()).isEqualTo(before);
    }

    @Test
    void movesTheClipWithTheDrawing() {
        surface.clip(new Rectangle2D.Double(0, 0, 10, 10));
        surface.translate(5.0, 5.0);
        assertThat(surface.getClipBounds().getX()).isEqualTo(-5);
        surface.fill(new RoundRectangle2D.Double(0, 0, 4, 4, 2, 2));
        assertThat(surface.elements())
                .isEqualTo("<rect x=\"5\" y=\"5\" width=\"4\" height=\"4\" rx=\"1\" fill=\"var(--ink)\"/>");
    }

    @Test
    void turnsShapesAndText() {
        surface.rotate(Math.PI / 2);
        surface.fill(new Rectangle2D.Double(0, 0, 2, 1));
        surface.drawString("up", 1, 2);
        assertThat(surface.elements())
                .contains("<path d=\"M0 0L0 2L-1 2L-1 0L0 0Z\"")
                .contains("transform=\"matrix(0 1 -1 0 0 0 )\"");
    }

    @Test
    void drawsCopiesOnTheSameSurface() {
        Graphics2D copy = (Graphics2D) surface.create();
        copy.translate(1.0, 0.0);
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        path.curveTo(1, 1, 2, 2, 3, 0);
        copy.fill(path);
        copy.dispose();
        assertThat(surface.elements()).contains("<path d=\"M1 0C2 1 3 2 4 0\"");
        assertThat(surface.getTransform().isIdentity()).isTrue();
    }
}
