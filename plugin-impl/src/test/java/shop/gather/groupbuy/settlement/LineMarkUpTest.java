package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.math.BigDecimal;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.order.facts.LineFacts;
import shop.gather.platform.LeaderId;
import shop.gather.spi.OrderSnapshot.LineKind;

/** A place of 4 units at 10.00, in which the leader has a mark-up of 1.00. */
class LineMarkUpTest {

    private static final String PLACE = "EUR 40.00";

    private static LineMarkUp inALineOf(String price) {
        return new LineMarkUp(
                new CampaignId(new UUID(0, 1)),
                new LeaderId(new UUID(0, 2)),
                Money.parse("EUR 1.00"),
                BigDecimal.valueOf(4),
                Money.parse(price));
    }

    private static LineFacts line(String quantity, String cancelled, long net, long tax) {
        return inEuro().line("tea", LineKind.ARTICLE, quantity, cancelled, net, tax)
                .facts()
                .lines()
                .get(0);
    }

    @Test
    void unitsThatStandAtAHigherPriceCarryNoMoreThanTheirMarkUp() {
        // The buyer has exchanged the tea for another one at 15.00.
        LineFacts exchanged = line("4", "2", 6_000, 0);

        assertThat(inALineOf(PLACE).of(exchanged, Money.parse("EUR 30.00"))).isEqualTo(Money.parse("EUR 2.00"));
    }

    @Test
    void theMarkUpOfTheUnitsThatStandIsWithoutTax() {
        LineFacts exchanged = line("4", "2", 5_042, 958);

        assertThat(inALineOf(PLACE).of(exchanged, Money.parse("EUR 25.21"))).isEqualTo(Money.parse("EUR 1.68"));
    }

    @Test
    void aCancelledLineEarnsNothing() {
        assertThat(inALineOf(PLACE).of(line("4", "4", 4_000, 0), Money.parse("EUR 10.00")))
                .isEqualTo(Money.parse("EUR 0.00"));
    }

    /** Two units more cost 12.00 each. The order does not tell whether two of the place or these two went back. */
    @Test
    void ofALineWithMoreUnitsItIsTheShareOfTheWholeLine() {
        LineFacts line = line("6", "2", 6_400, 0);

        assertThat(inALineOf("EUR 64.00").of(line, Money.parse("EUR 42.66"))).isEqualTo(Money.parse("EUR 2.66"));
        assertThat(inALineOf("EUR 64.00").of(line, Money.parse("EUR 40.00"))).isEqualTo(Money.parse("EUR 2.50"));
    }
}
