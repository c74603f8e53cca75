package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.RetryAfter;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What the adapter makes of a shop that fails, hangs, or is not there. */
class FailuresIT {

    private SampleShopFixture fixture;
    private Shop shop;
    private SampleShopDriver driver;
    private PlacedOrder placed;

    @BeforeEach
    void aShopWithAnOrder() {
        fixture = SampleShopFixture.open();
        shop = fixture.shop();
        driver = fixture.driver();
        placed = driver.checkout(Checkout.of(
                driver.register("Mei Lin"), Map.of(driver.articles().get(0).variantId(), 1)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"500, SHOP_FAILED", "503, SHOP_FAILED", "429, RATE_LIMITED", "401, UNAUTHORIZED", "400, BAD_ANSWER"})
    void aFailedReadSaysWhy(int status, ShopError error) {
        driver.faults(SampleShopFaults.of("read-order").failing(status));
        assertThat(failure(() -> shop.orders().order(placed.orderId())).error()).isEqualTo(error);
        driver.noFaults();
        assertThat(shop.orders().order(placed.orderId())).isPresent();
    }

    @Test
    void faultsDoNotHitTheOwner() {
        driver.faults(SampleShopFaults.of("*").failing(500));
        assertThat(driver.record(placed.orderId()).cancelled()).isFalse();
        driver.cancel(placed.orderId());
        assertThat(driver.record(placed.orderId()).cancelled()).isTrue();
        assertThat(driver.stock(driver.articles().get(0))).isPositive();
    }

    @Test
    void aShopMayClaimThatAnOrderIsGone() {
        driver.faults(SampleShopFaults.of("read-order").failing(404).times(1));
        assertThat(shop.orders().order(placed.orderId())).isEmpty();
        assertThat(shop.orders().order(placed.orderId())).isPresent();
    }

    @Test
    void anAnswerThatDoesNotComeIsNoAnswer() {
        driver.faults(SampleShopFaults.of("read-order").slow(Duration.ofSeconds(10)));
        try (Shop impatient = fixture.impatient()) {
            assertThat(failure(() -> impatient.orders().order(placed.orderId())).error())
                    .isEqualTo(ShopError.NO_ANSWER);
        }
    }

    @Test
    void aCommandThatMayHaveBeenDoneIsUnknownAndThenFound() {
        driver.faults(SampleShopFaults.of("cancel")
                .answeredLate(Duration.ofSeconds(10))
                .times(1));
        try (Shop impatient = fixture.impatient()) {
            assertThat(impatient.cancellations().orElseThrow().cancel(new Cancellation("x", placed.orderId(), "no")))
                    .isInstanceOf(Unknown.class);
        }
        assertThat(cancel("x")).as("by the shop's memory of the key").isInstanceOf(AlreadyDone.class);

        driver.faults(SampleShopFaults.of("capture", "cancel").failing(500).times(1));
        PlacedOrder other = driver.checkout(Checkout.of(
                driver.register("Mei Lin"), Map.of(driver.articles().get(0).variantId(), 1)));
        Cancellation second = new Cancellation("y", other.orderId(), "no");
        assertThat(shop.cancellations().orElseThrow().cancel(second)).isInstanceOf(Unknown.class);
        assertThat(shop.cancellations().orElseThrow().cancel(second)).isInstanceOf(Done.class);
    }

    @Test
    void aCommandThatWasNotDoneMayBeTriedAgain() {
        driver.faults(SampleShopFaults.of("cancel").failing(429).times(1));
        assertThat(cancel("x")).isInstanceOfSatisfying(RetryAfter.class, later -> assertThat(later.delay())
                .isEqualTo(Duration.ofSeconds(1)));
        assertThat(cancel("x")).isInstanceOf(Done.class);
    }

    @Test
    void aCommandForAnUnknownOrderIsRefused() {
        for (String id : new String[] {"none", "../admin", ""}) {
            assertThat(shop.cancellations().orElseThrow().cancel(new Cancellation("k" + id, id, "no")))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NOT_FOUND));
        }
        assertThat(shop.orders().order("../admin")).isEmpty();
        assertThat(shop.catalog().variant("none")).isEmpty();
        assertThat(shop.customers().customer("none")).isEmpty();
    }

    @Test
    void aWrongConnectionSaysWhatIsWrong() {
        String base = driver.settings().get("baseUrl");
        assertThat(connecting("adminKey", "key_wrong").error()).isEqualTo(ShopError.UNAUTHORIZED);
        assertThat(connecting("adminKey", "line\nbreak").error()).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(connecting("baseUrl", base + "-none").error()).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(connecting("baseUrl", "ftp://127.0.0.1/shop").error()).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(connecting("baseUrl", base.replace("/sample-shop/", "/else/"))
                        .error())
                .isEqualTo(ShopError.BAD_ANSWER);
        assertThat(connecting("baseUrl", "http://127.0.0.1:1/shops/one").error())
                .isEqualTo(ShopError.UNREACHABLE);
        assertThat(connecting("baseUrl", "http://no-such-host.invalid/shops/one")
                        .error())
                .isEqualTo(ShopError.UNREACHABLE);
        assertThat(connecting("webhookSecret", "whsec_???").error()).isEqualTo(ShopError.MISCONFIGURED);
    }

    private ShopException connecting(String setting, String value) {
        Map<String, String> settings = driver.settings();
        settings.put(setting, value);
        ShopException failure = failure(
                () -> SampleShopFixture.connect(settings, Clock.systemUTC()).close());
        assertThat(failure.getMessage()).doesNotContain(driver.settings().get("adminKey"));
        return failure;
    }

    private CommandResult cancel(String key) {
        return shop.cancellations().orElseThrow().cancel(new Cancellation(key, placed.orderId(), "no"));
    }

    private static ShopException failure(Runnable call) {
        return catchThrowableOfType(ShopException.class, call::run);
    }
}
