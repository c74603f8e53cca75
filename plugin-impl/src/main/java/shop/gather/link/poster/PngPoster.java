package shop.gather.link.poster;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a poster as PNG with the machine's fonts. Needs about 6 MB of memory for each drawing. */
final class PngPoster {

    private static final List<String> PREFERRED =
            List.of(Font.SANS_SERIF, "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei");

    private PngPoster() {}

    /** The image; empty if the machine has no font for one of the lines. */
    static Optional<byte[]> of(Poster poster) {
        BufferedImage image = new BufferedImage(Poster.WIDTH, Poster.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, Poster.WIDTH, Poster.HEIGHT);
            for (Poster.Line line : poster.lines()) {
                Optional<Font> font = font(line);
                if (font.isEmpty()) {
                    return Optional.empty();
                }
                draw(graphics, line, font.get());
            }
            drawCode(graphics, poster);
        } finally {
            graphics.dispose();
        }
        return Optional.of(encoded(image));
    }

    private static Optional<Font> font(Poster.Line line) {
        int style = line.bold() ? Font.BOLD : Font.PLAIN;
        for (String name : PREFERRED) {
            Font font = new Font(name, style, line.size());
            if (font.canDisplayUpTo(line.text()) < 0) {
                return Optional.of(font);
            }
        }
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ROOT))
                .map(name -> new Font(name, style, line.size()))
                .filter(font -> font.canDisplayUpTo(line.text()) < 0)
                .findFirst();
    }

    private static void draw(Graphics2D graphics, Poster.Line line, Font font) {
        graphics.setColor(Color.decode(line.colour()));
        graphics.setFont(font);
        int width = graphics.getFontMetrics().stringWidth(line.text());
        int most = Poster.WIDTH - Poster.MARGIN;
        if (width > most) {
            graphics.setFont(font.deriveFont(line.size() * (float) most / width));
            width = graphics.getFontMetrics().stringWidth(line.text());
        }
        graphics.drawString(line.text(), (Poster.WIDTH - width) / 2, line.baseline());
    }

    private static void drawCode(Graphics2D graphics, Poster poster) {
        int modules = poster.qr().modules();
        int scale = Poster.QR_SIZE / modules;
        int left = (Poster.WIDTH - modules * scale) / 2;
        int top = poster.qrTop() + (Poster.QR_SIZE - modules * scale) / 2;
        graphics.setColor(Color.BLACK);
        for (int y = 0; y < modules; y++) {
            for (int x = 0; x < modules; x++) {
                if (poster.qr().isBlack(x, y)) {
                    graphics.fillRect(left + x * scale, top + y * scale, scale, scale);
                }
            }
        }
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
