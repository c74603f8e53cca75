package shop.gather.link.poster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import shop.gather.message.Language;

class PosterTest {

    private static final String ADDRESS = "https://shop.example/l/abcdefghjk";

    private static Poster poster(String title, Language language) {
        return Poster.of(
                new Poster.Content(
                        title,
                        Money.parse("EUR 9.90"),
                        Money.parse("EUR 14.00"),
                        Instant.parse("2026-12-05T17:30:00Z"),
                        ZoneId.of("Europe/Berlin"),
                        ADDRESS),
                language);
    }

    private static List<String> texts(Poster poster) {
        return poster.lines().stream().map(Poster.Line::text).toList();
    }

    @Test
    void showsPriceSavingAndTheDeadlineInTheZoneOfTheStore() {
        assertThat(texts(poster("Green tea", Language.EN)))
                .containsExactly(
                        "Green tea",
                        "EUR 9.90",
                        "Shop's price EUR 14.00. You save EUR 4.10.",
                        "Until 5 December 2026, 18:30 (Europe/Berlin)",
                        "Scan the code to join");
        assertThat(texts(poster("绿茶", Language.ZH)))
                .contains("绿茶", "原价 EUR 14.00，省 EUR 4.10", "截止：2026年12月5日 18:30（Europe/Berlin）");
    }

    @Test
    void aTitleCannotAddMarkup() throws Exception {
        String title = "</text><script>x</script>\"'&]]>\u0000\u202E\uD800\uFFFF<x";
        Document svg = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(SvgPoster.of(poster(title, Language.EN)))));
        NodeList elements = svg.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            assertThat(elements.item(i).getNodeName()).isIn("svg", "rect", "text", "path");
        }
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).startsWith("</text><script>");
    }

    @Test
    void aLongTitleIsWrappedAndCut() {
        List<String> latin = WrappedText.of("Organic green tea from the hills. ".repeat(9), 15, 3, Locale.ENGLISH)
                .lines();
        assertThat(latin).hasSize(3).allMatch(line -> WrappedText.width(line) <= 15);
        assertThat(latin.get(0)).isEqualTo("Organic green tea from");
        assertThat(latin.get(2)).endsWith("…");
        assertThat(WrappedText.of("有机绿茶".repeat(20), 15, 3, Locale.CHINESE).lines())
                .hasSize(3)
                .allMatch(line -> WrappedText.width(line) <= 15);
        assertThat(WrappedText.of(" \n ", 15, 3, Locale.ENGLISH).lines()).isEmpty();
    }

    @Test
    void theCodeOfThePngCanBeScanned() throws Exception {
        String title = "Organic green tea from the hills of Hangzhou, spring harvest, 250 g in a tin, with a small cup";
        byte[] png = PngPoster.of(poster(title, Language.EN)).orElseThrow();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(ADDRESS);
    }

    @Test
    void aTextWithoutAFontGivesNoPng() {
        assertThat(PngPoster.of(poster("\uD808\uDC00 \uD81C\uDC00", Language.EN)))
                .isEmpty();
    }
}
