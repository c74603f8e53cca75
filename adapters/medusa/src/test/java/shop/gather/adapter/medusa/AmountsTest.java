package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void nothingIsLostBetweenLines() {
        List<BigDecimal> values = Stream.of("33.333333", "33.333333", "33.333334")
                .map(BigDecimal::new)
                .toList();
        Money total = Money.parse("EUR 100.00");
        assertThat(Amounts.rounded(values, total))
                .containsExactly(Money.parse("EUR 33.33"), Money.parse("EUR 33.33"), Money.parse("EUR 33.34"));
    }

    /** Medusa leaves a crumb behind the last digit where it divided by a tax rate. */
    @Test
    void crumbsDoNotMakeACent() {
        List<BigDecimal> values =
                Stream.of("66.6599999999", "4.9000000001").map(BigDecimal::new).toList();
        assertThat(Amounts.rounded(values, Money.parse("EUR 71.56")))
                .containsExactly(Money.parse("EUR 66.66"), Money.parse("EUR 4.90"));
    }

    @Test
    void currenciesHaveTheirOwnDecimals() {
        assertThat(Amounts.money(CurrencyUnit.JPY, new BigDecimal("100.4"))).isEqualTo(Money.parse("JPY 100"));
        assertThat(Amounts.money(CurrencyUnit.of("KWD"), new BigDecimal("1.2345")))
                .isEqualTo(Money.parse("KWD 1.235"));
    }
}
