package shop.gather.adapter.http;

import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What happens at one reference shop in a test of the adapter. */
record Story(ReferenceDriver driver, Shop shop) implements AutoCloseable {

    static Story at(ReferenceShop server) {
        return at(server, network -> network);
    }

    /** @param network what stands between Gather and the shop */
    static Story at(ReferenceShop server, UnaryOperator<ShopHttp> network) {
        ReferenceDriver driver = new ReferenceDriver(server);
        ShopContext context = new DirectContext(driver.settings(), Clock.systemUTC());
        return new Story(driver, new HttpAdapter().connect(new ContextOver(context, network.apply(context.http()))));
    }

    static String newKey() {
        return "key/" + UUID.randomUUID();
    }

    String variantId() {
        return driver.articles().get(0).variantId();
    }

    PlacedOrder buy(Customer buyer, Payment payment) {
        return driver.checkout(new Checkout(buyer, Map.of(variantId(), 1), null, null, Map.of(), payment));
    }

    OrderSnapshot read(PlacedOrder placed) {
        return shop.orders().order(placed.orderId()).orElseThrow();
    }

    RefundRequest refund(PlacedOrder placed, Money amount) {
        return new RefundRequest(
                newKey(),
                placed.orderId(),
                read(placed).payments().get(0).paymentId(),
                amount,
                List.of(),
                "team failed");
    }

    /** A third of a price, as the commission of a leader. */
    Credit credit(Customer leader) {
        Money third = driver.articles().get(0).price().dividedBy(3, RoundingMode.DOWN);
        return new Credit(newKey(), leader.customerId(), third, "commission");
    }

    /** Half the price from an hour ago until in an hour. */
    Offer offer() {
        Instant now = Instant.now();
        Money half = driver.articles().get(0).price().dividedBy(2, RoundingMode.DOWN);
        return new Offer(newKey(), variantId(), half, 1, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
    }

    static Admission admission(Offer offer, String reference, Customer buyer) {
        return new Admission(
                newKey(), reference, buyer.customerId(), offer.variantId(), offer.unitPrice(), 1, offer.endsAt());
    }

    static String done(CommandResult result) {
        if (result instanceof CommandResult.Done done) {
            return done.reference();
        }
        throw new AssertionError("not done now: " + result);
    }

    @Override
    public void close() {
        shop.close();
    }
}
