package shop.gather.platform.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {

    private static final int SCALE = 8;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://g.example/l/k7p2m9xw4h",
                "http://127.0.0.1:8080/l/2222222222",
                "https://a-much-longer-host-name.of-a-hosting-provider.example/gather/l/zzzzzzzzzz"
            })
    void bothImagesSayTheAddress(String address) throws IOException, ReaderException {
        QrCode code = QrCode.of(address);

        assertThat(scan(ImageIO.read(new ByteArrayInputStream(code.png())))).isEqualTo(address);
        assertThat(scan(draw(code.svg()))).isEqualTo(address);
    }

    @Test
    void thePngIsLargeEnoughToPost() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                QrCode.of("https://g.example/l/k7p2m9xw4h").png()));

        assertThat(image.getWidth()).isGreaterThanOrEqualTo(600).isEqualTo(image.getHeight());
    }

    @Test
    void aQuietZoneOfFourModulesSurroundsTheCode() {
        String svg = QrCode.of("https://g.example/l/k7p2m9xw4h").svg();

        assertThat(Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1")
                        .matcher(svg)
                        .results()
                        .mapToInt(run -> Math.min(number(run, 1), number(run, 2)))
                        .min())
                .hasValue(4);
    }

    /** Draws what a browser would: white, then each black run of the path. */
    private static BufferedImage draw(String svg) {
        int size = Integer.parseInt(svg.replaceAll("(?s).*viewBox=\"0 0 (\\d+) .*", "$1"));
        BufferedImage image = new BufferedImage(size * SCALE, size * SCALE, BufferedImage.TYPE_INT_RGB);
        int[] white = new int[size * SCALE * size * SCALE];
        Arrays.fill(white, 0xffffff);
        image.setRGB(0, 0, size * SCALE, size * SCALE, white, 0, size * SCALE);
        Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z")
                .matcher(svg)
                .results()
                .forEach(run -> {
                    assertThat(run.group(3)).isEqualTo(run.group(4));
                    for (int x = number(run, 1) * SCALE; x < (number(run, 1) + number(run, 3)) * SCALE; x++) {
                        for (int y = number(run, 2) * SCALE; y < (number(run, 2) + 1) * SCALE; y++) {
                            image.setRGB(x, y, 0);
                        }
                    }
                });
        return image;
    }

    private static int number(MatchResult run, int group) {
        return Integer.parseInt(run.group(group));
    }

    private static String scan(BufferedImage image) throws ReaderException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
