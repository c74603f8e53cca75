package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.platform.http.Amount;

class PositiveAmountTest {

    record Price(@PositiveAmount Amount price) {}

    record Prices(List<@PositiveAmount Amount> prices) {}

    @Test
    void accepts() {
        assertThat(Refusals.of(new Price(null))).isEmpty();
        assertThat(Refusals.of(new Price(new Amount("12.50", "EUR")))).isEmpty();
        assertThat(Refusals.of(new Price(new Amount("12", "JPY")))).isEmpty();
        assertThat(Refusals.of(new Price(new Amount("10000000000.00", "EUR")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.00, EUR, must be more than zero.",
        "-1.00, EUR, must be more than zero.",
        "10000000000.01, EUR, is too large.",
        "1.234, EUR, has more decimals than its currency.",
        "1.5, JPY, has more decimals than its currency.",
        "1.00, ZZZ, has an unknown currency; use an ISO 4217 code such as EUR.",
        "1.00, eur, has an unknown currency; use an ISO 4217 code such as EUR."
    })
    void refusesWithTheReason(String amount, String currency, String reason) {
        assertThat(Refusals.of(new Price(new Amount(amount, currency)))).containsExactly("price " + reason);
    }

    @Test
    void whatIsNoAmountIsRefusedWithAnExample() {
        for (Amount none : List.of(
                new Amount(null, "EUR"), new Amount("1.00", null), new Amount("1,50", "EUR"), new Amount("", ""))) {
            assertThat(Refusals.of(new Price(none)))
                    .containsExactly("price must look like {\"amount\":\"12.50\",\"currency\":\"EUR\"}.");
        }
    }

    @Test
    void oneInAListIsNamedByItsIndex() {
        Amount right = new Amount("1.00", "EUR");
        Amount wrong = new Amount("0.00", "EUR");
        assertThat(Refusals.of(new Prices(Arrays.asList(right, wrong, null, wrong))))
                .containsExactly("prices[1] must be more than zero.", "prices[3] must be more than zero.");
    }
}
