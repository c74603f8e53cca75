package shop.gather.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.platform.http.Amount;
import shop.gather.referral.commission.CommissionEstimate;

/** The highest cost of one unit. */
class WorstCaseTest {

    private static final CampaignTerms TIERED =
            SomeTerms.with(SomeTerms.tiers("EUR 10.00", 5, "EUR 8.50"), SomeTerms.minimumTeam(2, 5));

    private static Amount euro(String amount) {
        return Amount.of(Money.parse("EUR " + amount));
    }

    @Test
    void itIsTheDiscountOfAFullTeamAndBothCommissions() {
        // 8 % of 8.50 is 0.68, 2.5 % of it is 0.2125, and 4.49 + 0.68 + 0.21 of 12.99 is 41.416 %.
        assertThat(WorstCase.of(TIERED, Money.parse("EUR 12.99"), CommissionEstimate.of(800, 250)))
                .isEqualTo(new WorstCase(
                        euro("12.99"), euro("8.50"), euro("4.49"), euro("0.68"), euro("0.21"), euro("5.38"), "41.42"));
    }

    @Test
    void withoutAPlanItIsTheDiscount() {
        WorstCase worst =
                WorstCase.of(SomeTerms.team("EUR 10.00", 3), Money.parse("EUR 12.50"), CommissionEstimate.NONE);
        assertThat(worst.cost()).isEqualTo(euro("2.50"));
        assertThat(worst.percentOfListPrice()).isEqualTo("20.00");
    }
}
