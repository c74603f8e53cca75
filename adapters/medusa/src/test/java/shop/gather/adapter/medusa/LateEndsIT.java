package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.adapter.support.fixture.LosingHttp;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The end of an admission that reaches Medusa when the buyer has been admitted again. */
@RequiresMedusa
class LateEndsIT {

    private final ConnectedShop connected = ConnectedShop.of(ConnectedShop.Kind.WITH_SUBSCRIBER);
    private final MedusaDriver driver = connected.driver();
    private final PriceOffers offers = connected.shop().priceOffers().orElseThrow();
    private final Article article = driver.articles().get(0);

    @Test
    void aLateEndLeavesTheLaterAdmissionsOfAll() {
        Offer offer = offer();
        String code = done(offers.offer(offer));
        Customer ada = driver.register("Ada");
        Customer ben = driver.register("Ben");
        Admission early = admission(offer, code, ada);
        done(offers.admit(early));
        Admission late = admission(offer, code, ada);
        assertThat(offers.admit(late)).isInstanceOf(AlreadyDone.class);
        Admission other = admission(offer, code, ben);
        done(offers.admit(other));
        assertThat(offers.admit(other)).as("another note besides").isInstanceOf(AlreadyDone.class);
        assertThat(offers.revoke(early)).isInstanceOf(AlreadyDone.class);
        assertThat(price(ada, code)).isEqualTo(offer.unitPrice());
        done(offers.revoke(other));
        assertThat(offers.admit(other)).isInstanceOf(Done.class);
        assertThat(price(ben, code)).isEqualTo(offer.unitPrice());
        done(offers.revoke(late));
        assertThat(offers.revoke(late)).isInstanceOf(AlreadyDone.class);
        done(offers.close(key(), code));
    }

    @Test
    void anEndRepeatedAfterALostAnswerLeavesTheLaterAdmission() {
        DirectContext direct = new DirectContext(driver.settings(), Clock.systemUTC());
        LosingHttp network = new LosingHttp(direct.http());
        PriceOffers shaky = new MedusaAdapter()
                .connect(new ContextOver(direct, network))
                .priceOffers()
                .orElseThrow();
        Offer offer = offer();
        String code = done(shaky.offer(offer));
        Customer ada = driver.register("Ada");
        Admission early = admission(offer, code, ada);
        done(shaky.admit(early));
        network.loseTheAnswerTo("POST /customers");
        assertThat(shaky.revoke(early)).isInstanceOf(Unknown.class);
        assertThat(network.met()).isTrue();
        assertThat(notes(code)).containsOnlyKeys(ada.customerId() + "/" + early.key());
        Admission late = admission(offer, code, ada);
        done(shaky.admit(late));
        assertThat(shaky.revoke(early)).isInstanceOf(AlreadyDone.class);
        assertThat(price(ada, code)).isEqualTo(offer.unitPrice());
        assertThat(notes(code)).as("the end is no news any more").containsOnlyKeys(ada.customerId());
        done(shaky.revoke(late));
        assertThat(shaky.revoke(late)).isInstanceOf(AlreadyDone.class);
        done(shaky.close(key(), code));
    }

    /** What the owner sees as the metadata of the offer's group. */
    private Map<String, JsonValue> notes(String code) {
        return driver.owner()
                .get("/admin/customer-groups?fields=id,metadata&name=" + code)
                .getJsonArray("customer_groups")
                .getJsonObject(0)
                .getJsonObject("metadata");
    }

    private Offer offer() {
        return new Offer(
                key(),
                article.variantId(),
                Money.parse("EUR 60.00"),
                1,
                Instant.now().minusSeconds(60),
                Instant.now().plus(Duration.ofHours(1)));
    }

    private Money price(Customer buyer, String code) {
        PlacedOrder placed = driver.checkout(new Checkout(
                buyer, Map.of(article.variantId(), 1), Redemption.COUPON_CODE, code, Map.of(), Payment.AUTHORIZE));
        OrderSnapshot order = connected.shop().orders().order(placed.orderId()).orElseThrow();
        return order.lines().get(0).gross();
    }

    private static Admission admission(Offer offer, String code, Customer buyer) {
        return new Admission(key(), code, buyer.customerId(), offer.variantId(), offer.unitPrice(), 1, offer.endsAt());
    }

    private static String done(CommandResult result) {
        assertThat(result).isInstanceOf(Done.class);
        return ((Done) result).reference();
    }

    private static String key() {
        return "ends-" + UUID.randomUUID();
    }
}
