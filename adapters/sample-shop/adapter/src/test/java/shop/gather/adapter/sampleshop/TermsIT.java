package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopIdentity;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Shops that are set up in other ways. */
class TermsIT {

    @ParameterizedTest
    @CsvSource({
        "JPY, true, 10",
        "EUR, true, 19",
        "KWD, true, 5",
        "TWD, true, 5",
        "JPY, false, 10",
        "EUR, false, 8.875",
        "KWD, false, 5"
    })
    void amountsAddUpInAnyCurrencyAndTax(String code, boolean included, String percent) {
        CurrencyUnit currency = CurrencyUnit.of(code);
        try (SampleShopFixture fixture =
                SampleShopFixture.open(SampleShopTerms.in(currency).tax(included, percent))) {
            SampleShopDriver driver = fixture.driver();
            Article tea = driver.articles().get(0);
            ShopIdentity identity = fixture.shop().identify();
            assertThat(identity.currencies()).containsExactly(currency);
            assertThat(identity.pricesIncludeTax()).isEqualTo(included);
            assertThat(fixture.shop()
                            .catalog()
                            .variant(tea.variantId())
                            .orElseThrow()
                            .price())
                    .isEqualTo(tea.price());

            PlacedOrder placed = driver.checkout(Checkout.of(driver.register("Mei Lin"), Map.of(tea.variantId(), 3)));

            OrderSnapshot seen = fixture.shop().orders().order(placed.orderId()).orElseThrow();
            assertThat(seen.lines().get(0).gross()).isEqualTo(tea.price().multipliedBy(3));
            assertThat(seen.lines().get(0).gross().plus(seen.shipping()))
                    .isEqualTo(placed.total())
                    .isEqualTo(seen.payments().get(0).amount());
        }
    }

    @Test
    void anOfferThatTaxCannotReachIsRefused() {
        SampleShopTerms terms = SampleShopTerms.in(CurrencyUnit.EUR).tax(false, "19");
        try (SampleShopFixture fixture = SampleShopFixture.open(terms)) {
            Instant now = Instant.now();
            String tea = fixture.driver().articles().get(0).variantId();
            var offers = fixture.shop().priceOffers().orElseThrow();
            assertThat(offers.offer(
                            new Offer("o1", tea, Money.ofMinor(CurrencyUnit.EUR, 3), 1, now, now.plusSeconds(60))))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo(RefusalCode.PRICE_UNREACHABLE));
            assertThat(offers.offer(
                            new Offer("o2", tea, Money.ofMinor(CurrencyUnit.EUR, 119), 1, now, now.plusSeconds(60))))
                    .isInstanceOf(Done.class);
            assertThat(offers.offer(
                            new Offer("o3", tea, Money.ofMinor(CurrencyUnit.JPY, 119), 1, now, now.plusSeconds(60))))
                    .isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Capability.class)
    void aCapabilityThatIsSwitchedOffIsAbsent(Capability capability) {
        SampleShopTerms terms = SampleShopTerms.in(CurrencyUnit.EUR).without(nameOf(capability));
        try (SampleShopFixture fixture = SampleShopFixture.open(terms)) {
            assertThat(Capability.of(fixture.shop())).isEqualTo(EnumSet.complementOf(EnumSet.of(capability)));
        }
    }

    @Test
    void aCapabilityThatIsSwitchedOffLaterIsRefused() {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            SampleShopDriver driver = fixture.driver();
            PlacedOrder placed = driver.checkout(Checkout.of(
                    driver.register("Mei Lin"), Map.of(driver.articles().get(0).variantId(), 1)));
            driver.switchOff("cancellations", "deferredCapture");
            assertThat(fixture.shop()
                            .cancellations()
                            .orElseThrow()
                            .cancel(new Cancellation("x", placed.orderId(), "no")))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NOT_SUPPORTED));
            driver.cancel(placed.orderId());
            assertThat(fixture.shop()
                            .orders()
                            .order(placed.orderId())
                            .orElseThrow()
                            .state())
                    .as("by hand the owner still can")
                    .isEqualTo(OrderSnapshot.State.CANCELLED);
            PlacedOrder paid = driver.checkout(Checkout.of(
                    driver.register("Mei Lin"), Map.of(driver.articles().get(0).variantId(), 1)));
            assertThat(fixture.shop()
                            .orders()
                            .order(paid.orderId())
                            .orElseThrow()
                            .payments()
                            .get(0)
                            .state())
                    .as("without deferred capture money is taken at once")
                    .isEqualTo(PaymentState.CAPTURED);
        }
    }

    @Test
    void anAuthorizationEnds() {
        SampleShopTerms terms =
                SampleShopTerms.in(CurrencyUnit.EUR).lifetimes(Duration.ofSeconds(1), Duration.ofDays(1));
        try (SampleShopFixture fixture = SampleShopFixture.open(terms)) {
            SampleShopDriver driver = fixture.driver();
            PlacedOrder placed = driver.checkout(Checkout.of(
                    driver.register("Mei Lin"), Map.of(driver.articles().get(0).variantId(), 1)));
            OrderSnapshot.Payment payment = fixture.shop()
                    .orders()
                    .order(placed.orderId())
                    .orElseThrow()
                    .payments()
                    .get(0);
            Instant end = payment.captureBefore().orElseThrow();
            Await.until("the end of the authorization", () -> Instant.now().isAfter(end));
            assertThat(fixture.shop()
                            .deferredCapture()
                            .orElseThrow()
                            .capture(new Capture("c", placed.orderId(), payment.paymentId(), placed.total())))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PAYMENT_STATE));
        }
    }

    @Test
    void aSessionTellsWhoIsLoggedInUntilItEnds() {
        SampleShopTerms terms =
                SampleShopTerms.in(CurrencyUnit.EUR).lifetimes(Duration.ofDays(7), Duration.ofSeconds(2));
        try (SampleShopFixture fixture = SampleShopFixture.open(terms)) {
            SampleShopDriver driver = fixture.driver();
            var sessions = fixture.shop().customerSessions().orElseThrow();
            Customer customer = driver.register("Mei Lin");
            Customer again = driver.logIn(customer);
            assertThat(sessions.whoIs(again.token()).orElseThrow())
                    .satisfies(who -> assertThat(who.customerId()).isEqualTo(customer.customerId()))
                    .satisfies(who -> assertThat(who.email()).contains(customer.email()))
                    .satisfies(who -> assertThat(who.displayName()).isEqualTo("Mei Lin"));
            for (String token : List.of("", "nobody", customer.customerId(), "a\r\nX: y", "é", "x".repeat(5_000))) {
                assertThat(sessions.whoIs(token)).isEmpty();
            }
            driver.logOut(again);
            assertThat(sessions.whoIs(again.token())).isEmpty();
            Customer last = driver.logIn(customer);
            Await.until(
                    "the end of the session", () -> sessions.whoIs(last.token()).isEmpty());
        }
    }

    @Test
    void aDeclinedOrderIsUnpaidAndMayBePaidAgain() {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            SampleShopDriver driver = fixture.driver();
            Article tea = driver.articles().get(0);
            int before = driver.stock(tea);
            Customer buyer = driver.register("Mei Lin");
            PlacedOrder placed = driver.checkout(
                    new Checkout(buyer, Map.of(tea.variantId(), 1), null, null, Map.of(), Payment.DECLINED));
            assertThat(driver.stock(tea)).isEqualTo(before);

            driver.payAgain(buyer, placed.orderId(), Payment.AT_ONCE);

            assertThat(driver.stock(tea)).isEqualTo(before - 1);
            assertThat(fixture.shop()
                            .orders()
                            .order(placed.orderId())
                            .orElseThrow()
                            .payments())
                    .extracting(OrderSnapshot.Payment::state)
                    .containsExactly(PaymentState.DECLINED, PaymentState.CAPTURED);
            assertThatThrownBy(() -> driver.payAgain(buyer, placed.orderId(), Payment.AT_ONCE))
                    .isInstanceOf(SampleShopRefusal.class);
        }
    }

    @Test
    void aGuestBuysWithoutAName() {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            SampleShopDriver driver = fixture.driver();
            PlacedOrder placed = driver.checkout(
                    Checkout.of(null, Map.of(driver.articles().get(0).variantId(), 1)));
            assertThat(fixture.shop()
                            .orders()
                            .order(placed.orderId())
                            .orElseThrow()
                            .customerId())
                    .isEmpty();
        }
    }

    private static String nameOf(Capability capability) {
        String[] words = capability.name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + (words.length > 1 ? words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1) : "");
    }
}
