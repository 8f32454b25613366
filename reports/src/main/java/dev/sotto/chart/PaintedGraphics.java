package dev.sotto.chart;

import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import org.jspecify.annotations.Nullable;

/** A drawing surface that paints on another one, which needs to know shapes only: letters come from our own typefaces. */
final class PaintedGraphics extends DrawingSurface {
    private final Graphics2D canvas;
    private final Lettering lettering;
    private final Hue.Ground ground;
    private TypefaceFont font = Look.PLAIN;
    private Paint paint = Hue.INK.tint();

    PaintedGraphics(Graphics2D canvas, Lettering lettering, Hue.Ground ground) {
        this.canvas = canvas;
        this.lettering = lettering;
        this.ground = ground;
    }

    @Override
    public Graphics create() {
        PaintedGraphics copy = new PaintedGraphics((Graphics2D) canvas.create(), lettering, ground);
        copy.font = font;
        copy.setPaint(paint);
        return copy;
    }

    @Override
    public void fill(Shape shape) {
        canvas.fill(shape);
    }

    @Override
    public void draw(Shape shape) {
        canvas.draw(shape);
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (!text.isBlank()) {
            lettering.write(canvas, font.typeface(), font.getSize2D(), text, x, y);
        }
    }

    @Override
    public void clip(@Nullable Shape shape) {
        if (shape != null) {
            canvas.clip(shape);
        }
    }

    @Override
    public @Nullable Shape getClip() {
        return canvas.getClip();
    }

    @Override
    public void setClip(@Nullable Shape shape) {
        canvas.setClip(shape);
    }

    @Override
    public void transform(AffineTransform change) {
        canvas.transform(change);
    }

    @Override
    public void setTransform(AffineTransform change) {
        canvas.setTransform(change);
    }

    @Override
    public AffineTransform getTransform() {
        return canvas.getTransform();
    }

    @Override
    public void setPaint(@Nullable Paint change) {
        if (change != null) {
            paint = change;
            canvas.setPaint(change instanceof Tint tint ? new Color(tint.on(ground)) : change);
        }
    }

    @Override
    public Paint getPaint() {
        return paint;
    }

    @Override
    public void setStroke(Stroke stroke) {
        canvas.setStroke(stroke);
    }

    @Override
    public Stroke getStroke() {
        return canvas.getStroke();
    }

    @Override
    public void setComposite(Composite composite) {
        canvas.setComposite(composite);
    }

    @Override
    public Composite getComposite() {
        return canvas.getComposite();
    }

    @Override
    public void setFont(@Nullable Font change) {
        if (change instanceof TypefaceFont ours) {
            font = ours;
        }
    }

    @Override
    public TypefaceFont getFont() {
        return font;
    }
}
