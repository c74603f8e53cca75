package shop.gather.link.poster;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import shop.gather.message.Language;
import shop.gather.platform.image.QrCode;

/**
 * The layout of a poster, from which the SVG and the PNG are drawn. Immutable.
 *
 * @param lines the text lines from top to bottom
 * @param qrTop the upper edge of the QR code
 */
record Poster(List<Line> lines, QrCode qr, int qrTop) {

    /** The unit of all measures is a pixel of the PNG. */
    static final int WIDTH = 1080;

    static final int HEIGHT = 1440;
    static final int MARGIN = 80;
    static final int QR_SIZE = 560;

    private static final int TITLE = 60;
    private static final int TITLE_LINES = 3;
    private static final int PRICE = 104;
    private static final int TEXT = 38;
    private static final int BOTTOM = 50;
    private static final String BLACK = "#1a1a1a";
    private static final String GREY = "#5a5a5a";
    private static final String RED = "#b3261e";

    /** @param baseline the distance of the text's base line from the upper edge */
    record Line(String text, int baseline, int size, boolean bold, String colour) {}

    /**
     * The content of a poster.
     *
     * @param price of one unit in a team that succeeds, at most
     * @param listPrice the shop's price of one unit
     * @param deadline of the team, or the end of the campaign
     * @param address the QR code's content
     */
    record Content(String title, Money price, Money listPrice, Instant deadline, ZoneId zone, String address) {}

    static Poster of(Content content, Language language) {
        boolean chinese = language == Language.ZH;
        double width = (double) (WIDTH - 2 * MARGIN) / TITLE;
        List<Line> lines = new ArrayList<>();
        int y = MARGIN;
        for (String line : WrappedText.of(content.title(), width, TITLE_LINES, language.locale())
                .lines()) {
            y += TITLE * 5 / 4;
            lines.add(new Line(line, y, TITLE, true, BLACK));
        }
        y += PRICE + TEXT;
        lines.add(new Line(money(content.price()), y, PRICE, true, RED));
        Money saving = content.listPrice().minus(content.price());
        if (saving.isPositive()) {
            y += TEXT * 2;
            String text = chinese
                    ? "原价 " + money(content.listPrice()) + "，省 " + money(saving)
                    : "Shop's price " + money(content.listPrice()) + ". You save " + money(saving) + ".";
            lines.add(new Line(text, y, TEXT, false, GREY));
        }
        String deadline = DateTimeFormatter.ofPattern(language.dateTime(), language.locale())
                .format(content.deadline().atZone(content.zone()));
        y += TEXT * 7 / 4;
        lines.add(new Line((chinese ? "截止：" : "Until ") + deadline, y, TEXT, false, BLACK));
        int qrTop = HEIGHT - BOTTOM - TEXT * 2 - QR_SIZE;
        String scan = chinese ? "扫码参加拼团" : "Scan the code to join";
        lines.add(new Line(scan, HEIGHT - BOTTOM - TEXT / 2, TEXT, true, BLACK));
        return new Poster(List.copyOf(lines), QrCode.of(content.address()), qrTop);
    }

    private static String money(Money money) {
        return money.getCurrencyUnit().getCode() + " " + money.getAmount().toPlainString();
    }
}
