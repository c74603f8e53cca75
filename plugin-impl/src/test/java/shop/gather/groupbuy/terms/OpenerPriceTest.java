package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.platform.http.ProblemException;

class OpenerPriceTest {

    private static final Money TEN = Money.parse("EUR 10.00");
    private static final Money EIGHT = Money.parse("EUR 8.00");

    @Test
    void everyBuyerPaysThePriceAndTheOpenerLess() {
        CampaignTerms terms = SomeTerms.with(new OpenerPrice(TEN, EIGHT), SomeTerms.fullTeam(3));
        assertThat(terms.checkoutPrice()).isEqualTo(TEN);
        assertThat(terms.lowestPrice()).isEqualTo(TEN);
        assertThat(terms.highestPrice()).isEqualTo(TEN);
        assertThat(terms.openerPrice()).isEqualTo(EIGHT);
        assertThat(terms.isCheaperForOpener()).isTrue();
        assertThat(terms.priceCanFall()).isFalse();
    }

    @Test
    void withTheOtherPoliciesTheOpenerPaysWhatAllPay() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 3);
        assertThat(terms.openerPrice()).isEqualTo(TEN);
        assertThat(terms.isCheaperForOpener()).isFalse();
    }

    @Test
    void itIsStoredWithTheTerms() {
        CampaignTerms terms = SomeTerms.with(new OpenerPrice(TEN, EIGHT), SomeTerms.fullTeam(3));
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource({"EUR 10.00,EUR 10.00", "EUR 10.00,EUR 11.00", "EUR 10.00,USD 8.00", "EUR 10.00,", ",EUR 8.00"})
    void theOpenersPriceIsLowerAndInTheSameCurrency(String price, String opener) {
        assertThatThrownBy(() -> new OpenerPrice(
                        price == null ? null : Money.parse(price), opener == null ? null : Money.parse(opener)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("pricePolicy.openerPrice");
    }
}
