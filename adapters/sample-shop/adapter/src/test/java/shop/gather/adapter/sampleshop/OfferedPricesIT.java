package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A group price, offered to and taken back from buyers through the adapter, and asked for at the shop's checkout. */
class OfferedPricesIT {

    private SampleShopFixture fixture;
    private Shop shop;
    private SampleShopDriver driver;
    private Article tea;
    private Customer buyer;

    @BeforeEach
    void aFreshShop() {
        fixture = SampleShopFixture.open();
        shop = fixture.shop();
        driver = fixture.driver();
        tea = driver.articles().get(0);
        buyer = driver.register("Mei Lin");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAdmittedBuyerPaysTheOfferedPriceAndNobodyElseDoes() {
        Instant now = Instant.now();
        String offer = reference(shop.priceOffers()
                .orElseThrow()
                .offer(new Offer("campaign-1", tea.variantId(), euros("9.99"), 2, now, now.plusSeconds(3600))));
        Admission admission = new Admission(
                "place-1", offer, buyer.customerId(), tea.variantId(), euros("9.99"), 2, now.plusSeconds(600));
        String code = reference(shop.priceOffers().orElseThrow().admit(admission));
        assertThat(shop.priceOffers().orElseThrow().admit(admission)).isEqualTo(new AlreadyDone(code));

        PlacedOrder placed = driver.checkout(atOffer(buyer, tea, 3, code));
        Customer other = driver.register("Somebody else");

        assertThat(placed.total()).isEqualTo(euros("37.87"));
        assertThatThrownBy(() -> driver.checkout(atOffer(other, tea, 1, code)))
                .isInstanceOfSatisfying(SampleShopRefusal.class, refusal -> assertThat(refusal.says("code-refused"))
                        .isTrue());
        OrderSnapshot seen = shop.orders().order(placed.orderId()).orElseThrow();
        assertThat(seen.couponCodes()).containsExactly(code);
        assertThat(seen.lines().get(0).gross()).isEqualTo(euros("32.97"));
        assertThat(seen.metadata()).containsEntry(OrderMetadata.PARTICIPATION, "p-1");
    }

    @Test
    void aRevokedOrClosedOfferIsOver() {
        Instant now = Instant.now();
        var offers = shop.priceOffers().orElseThrow();
        String offer =
                reference(offers.offer(new Offer("c", tea.variantId(), euros("5.00"), 1, now, now.plusSeconds(3600))));
        Admission first = new Admission(
                "place-1", offer, buyer.customerId(), tea.variantId(), euros("5.00"), 1, now.plusSeconds(600));
        Admission second = new Admission(
                "place-2", offer, buyer.customerId(), tea.variantId(), euros("5.00"), 1, now.plusSeconds(600));
        String firstCode = reference(offers.admit(first));
        assertThat(offers.revoke(first)).isInstanceOf(Done.class);
        assertThatThrownBy(() -> driver.checkout(atOffer(buyer, tea, 1, firstCode)))
                .isInstanceOf(SampleShopRefusal.class);

        String secondCode = reference(offers.admit(second));
        assertThat(offers.revoke(
                        new Admission("place-0", offer, buyer.customerId(), tea.variantId(), euros("5.00"), 1, now)))
                .as("a late call for another admission")
                .isInstanceOf(AlreadyDone.class);
        PlacedOrder placed = driver.checkout(atOffer(buyer, tea, 1, secondCode));

        assertThat(offers.close("c", offer)).isInstanceOf(Done.class);
        assertThat(offers.close("c-again", offer)).isInstanceOf(AlreadyDone.class);
        assertThatThrownBy(() -> driver.checkout(atOffer(buyer, tea, 1, secondCode)))
                .isInstanceOf(SampleShopRefusal.class);
        assertThat(offers.admit(new Admission(
                        "place-3", offer, buyer.customerId(), tea.variantId(), euros("5.00"), 1, now.plusSeconds(60))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.OFFER_LIMIT));
        assertThat(shop.orders()
                        .order(placed.orderId())
                        .orElseThrow()
                        .lines()
                        .get(0)
                        .gross())
                .isEqualTo(euros("5.00"));
    }

    private static Checkout atOffer(Customer customer, Article article, int quantity, String code) {
        return new Checkout(
                customer,
                Map.of(article.variantId(), quantity),
                Redemption.COUPON_CODE,
                code,
                Map.of(OrderMetadata.PARTICIPATION, "p-1"),
                ShopDriver.Payment.AUTHORIZE);
    }

    private static String reference(CommandResult result) {
        assertThat(result).isInstanceOf(Done.class);
        return ((Done) result).reference();
    }

    private static Money euros(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }
}
