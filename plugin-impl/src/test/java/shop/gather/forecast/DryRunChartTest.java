package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SchedulePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.message.Language;
import shop.gather.referral.commission.CommissionEstimate;

/** The chart of a campaign of December 2026 with 300 buyers, of whom some pay. */
class DryRunChartTest {

    private static final CampaignTerms TERMS = SomeTerms.team("EUR 10.00", 3);

    private static CampaignTerms days(int days) {
        Instant start = TERMS.schedule().startsAt();
        return TERMS.at(new SchedulePolicy.Period(start, start.plus(Duration.ofDays(days))), TERMS.fulfilment());
    }

    private static PlayedCampaign played(CampaignTerms terms, Money unitCost) {
        List<Join> joins = new BuyerForecast(300, 8_500, 7).joins(terms.schedule());
        DryRun run = new DryRun(terms, Money.parse("EUR 12.99"), false, CommissionEstimate.of(800, 200));
        return new PlayedCampaign(joins.size(), Optional.empty(), run.play(joins), unitCost);
    }

    private static String svg(String article, Money unitCost, Language language) {
        return image(article, played(TERMS, unitCost), language);
    }

    private static String image(String article, PlayedCampaign played, Language language) {
        return SvgDrawing.of(new DryRunChart(article, played, language).draw(), DryRunChart.WIDTH, DryRunChart.HEIGHT);
    }

    /** All texts of the image, which must be well-formed. */
    private static List<String> texts(String svg) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 1000 640");
        NodeList texts = document.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    @Test
    void itSaysWhatItShows() throws Exception {
        assertThat(texts(svg("Green tea", null, Language.EN)))
                .contains("Dry run: Green tea", "300 expected buyers", "EUR", "Turnover", "Discount", "Commission")
                .contains("Remaining", "Teams", "Teams succeeded", "Teams failed", "6 Dec")
                .doesNotContain("Margin");
    }

    @Test
    void withACostItShowsTheMargin() throws Exception {
        assertThat(texts(svg("Green tea", Money.parse("EUR 4.00"), Language.EN)))
                .contains("Margin")
                .doesNotContain("Remaining");
    }

    @Test
    void itIsWrittenInChineseToo() throws Exception {
        assertThat(texts(svg("绿茶", Money.parse("EUR 4.00"), Language.ZH)))
                .contains("试算：绿茶", "预计买家 300 人", "销售额", "优惠", "佣金", "利润", "团", "成团", "未成团", "12月6日");
    }

    /** The last team ends with the campaign, at the first instant of the third day. */
    @Test
    void aShortCampaignHasOneLabelForEachDay() throws Exception {
        assertThat(texts(image("Tea", played(days(2), null), Language.EN)))
                .filteredOn(text -> text.endsWith(" Dec"))
                .containsExactly("1 Dec", "2 Dec", "3 Dec");
    }

    @Test
    void aTitleMayHoldWhatXmlCannot() throws Exception {
        assertThat(texts(svg("Tea\uFFFE \uD800 & <b>", null, Language.EN))).contains("Dry run: Tea    & <b>");
    }

    @Test
    void aDryRunWithoutBuyersIsDrawnToo() throws Exception {
        DryRun run = new DryRun(TERMS, Money.parse("EUR 12.99"), false, CommissionEstimate.NONE);
        PlayedCampaign nobody = new PlayedCampaign(0, Optional.empty(), run.play(List.of()), null);
        assertThat(texts(image("Tea", nobody, Language.EN))).contains("0 expected buyers");
    }

    @Test
    void aTitleIsNoMarkup() throws Exception {
        assertThat(texts(svg("<script>alert('1')</script>\u0001 & tea", null, Language.EN)))
                .contains("Dry run: <script>alert('1')</script>  & tea");
    }

    @Test
    void theSameDryRunGivesTheSameImage() {
        assertThat(svg("Green tea", null, Language.EN)).isEqualTo(svg("Green tea", null, Language.EN));
    }
}
