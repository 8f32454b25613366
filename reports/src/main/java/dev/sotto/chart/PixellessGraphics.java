package dev.sotto.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;

/** The part of Java's drawing interface that needs pixels, refused by surfaces that have none. */
abstract class PixellessGraphics extends Graphics2D {
    @Override
    public final void clearRect(int x, int y, int width, int height) {
        throw pixels("clear");
    }

    @Override
    public final void setXORMode(Color color) {
        throw pixels("mix by exclusive or");
    }

    @Override
    public final void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw pixels("copy an area");
    }

    @Override
    public final GraphicsConfiguration getDeviceConfiguration() {
        throw pixels("name a device");
    }

    @Override
    public final boolean drawImage(Image image, AffineTransform transform, ImageObserver observer) {
        throw pixels("draw an image");
    }

    @Override
    public final void drawImage(BufferedImage image, BufferedImageOp operation, int x, int y) {
        throw pixels("draw an image");
    }

    @Override
    public final void drawRenderedImage(RenderedImage image, AffineTransform transform) {
        throw pixels("draw an image");
    }

    @Override
    public final void drawRenderableImage(RenderableImage image, AffineTransform transform) {
        throw pixels("draw an image");
    }

    @Override
    public final boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        throw pixels("draw an image");
    }

    @Override
    public final boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        throw pixels("draw an image");
    }

    @Override
    public final boolean drawImage(Image image, int x, int y, Color background, ImageObserver observer) {
        throw pixels("draw an image");
    }

    @Override
    public final boolean drawImage(
            Image image, int x, int y, int width, int height, Color background, ImageObserver observer) {
        throw pixels("draw an image");
    }

    @Override
    public final boolean drawImage(
            Image image,
            int toX1,
            int toY1,
            int toX2,
            int toY2,
            int fromX1,
            int fromY1,
            int fromX2,
            int fromY2,
            ImageObserver observer) {
        throw pixels("draw an image");
    }

    @Override
    public final boolean drawImage(
            Image image,
            int toX1,
            int toY1,
            int toX2,
            int toY2,
            int fromX1,
            int fromY1,
            int fromX2,
            int fromY2,
            Color background,
            ImageObserver observer) {
        throw pixels("draw an image");
    }

    private static UnsupportedOperationException pixels(String operation) {
        return new UnsupportedOperationException("a surface without pixels cannot " + operation);
    }
}
