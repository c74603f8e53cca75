package shop.sample.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.sample.platform.Problem;

class NewShopTest {

    @ParameterizedTest
    @CsvSource({
        "UP, EUR, 19, PT1H",
        "a/b, EUR, 19, PT1H",
        "ok, XXX, 19, PT1H",
        "ok, EURO, 19, PT1H",
        "ok, EUR, -1, PT1H",
        "ok, EUR, 101, PT1H",
        "ok, EUR, nineteen, PT1H",
        "ok, EUR, 1.00001, PT1H",
        "ok, EUR, 19, 7 days",
        "ok, EUR, 19, PT-1H"
    })
    void nonsenseIsRefused(String id, String currency, String tax, String captureWithin) {
        assertThatThrownBy(() -> new NewShop(id, null, currency, null, tax, null, captureWithin, null, null)
                        .toShop("", "", "", ""))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({"JPY", "EUR", "KWD", "TWD"})
    void currenciesOfAnyDecimalsWillDo(String currency) {
        Shop shop = new NewShop("ok", null, currency, null, null, null, null, null, null).toShop("", "", "", "");
        assertThat(shop.currency()).isEqualTo(currency);
        assertThat(shop.captureWithin()).isEqualTo(Duration.ofDays(7));
        assertThat(shop.capabilities()).hasSize(Capability.values().length);
    }

    @Test
    void whatIsSwitchedOffIsRequiredInVain() {
        Shop shop =
                new NewShop("ok", null, "EUR", null, null, null, null, null, List.of("refunds")).toShop("", "", "", "");
        assertThatThrownBy(() -> shop.require(Capability.REFUNDS)).isInstanceOf(Problem.class);
        shop.require(Capability.CANCELLATIONS);
        assertThat(shop.capabilities()).doesNotContain(Capability.REFUNDS).contains(Capability.NOTIFICATIONS);
    }
}
