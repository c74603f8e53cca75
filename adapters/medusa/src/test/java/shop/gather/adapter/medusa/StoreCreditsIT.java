package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopHttp;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What only Medusa's loyalty plugin does with store credit. */
@RequiresMedusa
class StoreCreditsIT {

    private static final Money COMMISSION = Money.parse("EUR 4.10");

    private final ConnectedShop connected = ConnectedShop.of(ConnectedShop.Kind.WITH_SUBSCRIBER);
    private final MedusaDriver driver = connected.driver();
    private final StoreCredits credits = connected.shop().storeCredits().orElseThrow();

    @Test
    void shopWithoutThePluginHasNone() {
        ConnectedShop without = ConnectedShop.of(ConnectedShop.Kind.WITHOUT_SUBSCRIBER);
        assertThat(without.shop().storeCredits()).isEmpty();
    }

    /** Both have seen that there is no account, and open one. */
    @Test
    void twoAtOnceOpenOneAccount() {
        String leader = driver.register("Ada").customerId();
        CyclicBarrier bothLooked = new CyclicBarrier(2);
        List<CompletableFuture<CommandResult>> given = Stream.of("first", "second")
                .map(name -> connect("POST", "/admin/store-credit-accounts", bothLooked))
                .map(shop -> supply(() -> shop.storeCredits().orElseThrow().credit(credit(leader))))
                .toList();
        assertThat(given.stream().map(CompletableFuture::join)).allMatch(Done.class::isInstance);
        assertThat(accounts(leader)).hasSize(1);
        assertThat(driver.storeCredit(leader)).contains(COMMISSION.multipliedBy(2));
    }

    @Test
    void keyIsFoundBehindAPageOfOthers() {
        String leader = driver.register("Ada").customerId();
        Credit first = credit(leader);
        String reference = ((Done) credits.credit(first)).reference();
        String account = accounts(leader).get(0).getString("id");
        for (int i = 0; i < 100; i++) {
            driver.owner()
                    .post(
                            "/admin/store-credit-accounts/" + account + "/credit",
                            Json.createObjectBuilder().add("amount", 1).add("note", "for being kind, 100%"));
        }
        assertThat(credits.credit(first)).isEqualTo(new AlreadyDone(reference));
        assertThat(driver.storeCredit(leader)).contains(COMMISSION.plus(100));
    }

    @Test
    void spentCreditStaysGiven() {
        Customer leader = driver.register("Ada");
        Credit credit = credit(leader.customerId());
        String reference = ((Done) credits.credit(credit)).reference();
        PlacedOrder order = buyWithStoreCredit(leader);
        assertThat(driver.storeCredit(leader.customerId())).contains(Money.parse("EUR 0.00"));
        assertThat(credits.credit(credit)).isEqualTo(new AlreadyDone(reference));
        assertThat(driver.storeCredit(leader.customerId())).contains(Money.parse("EUR 0.00"));
        OrderSnapshot read = connected.shop().orders().order(order.orderId()).orElseThrow();
        assertThat(read.lines())
                .as("store credit is a way to pay, and makes nothing cheaper")
                .allSatisfy(line -> assertThat(line.gross()).isEqualTo(article().price()));
        assertThat(read.payments())
                .filteredOn(payment -> payment.kind() == OrderSnapshot.PaymentKind.STORE_CREDIT)
                .extracting(OrderSnapshot.Payment::captured)
                .containsExactly(COMMISSION);
    }

    /** A guest has no login, and could not spend it. */
    @Test
    void guestsGetNone() {
        String guest = driver.owner()
                .post(
                        "/admin/customers",
                        Json.createObjectBuilder().add("email", "guest-" + UUID.randomUUID() + "@example.test"))
                .getJsonObject("customer")
                .getString("id");
        assertThat(credits.credit(credit(guest)))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.NOT_FOUND));
        assertThat(accounts(guest)).isEmpty();
    }

    /**
     * The plugin gives store credit for credit lines of an order that are below zero; Gather's are above, and lower
     * what the order costs.
     */
    @Test
    void orderThatGatherLowersGivesNoStoreCredit() {
        Customer buyer = driver.register("Ada");
        PlacedOrder placed = driver.checkout(
                new Checkout(buyer, Map.of(article().variantId(), 1), null, null, Map.of(), Payment.AUTHORIZE));
        Shop shop = connected.shop();
        String payment = shop.orders()
                .order(placed.orderId())
                .orElseThrow()
                .payments()
                .get(0)
                .paymentId();
        Capture part = new Capture(key(), placed.orderId(), payment, Money.parse("EUR 40.00"));
        assertThat(shop.deferredCapture().orElseThrow().capture(part)).isInstanceOf(Done.class);
        assertThat(accounts(buyer.customerId())).isEmpty();
    }

    private PlacedOrder buyWithStoreCredit(Customer leader) {
        MedusaCheckout checkout = driver.checkoutOf(leader);
        String cart = checkout.fill(Checkout.of(leader, Map.of(article().variantId(), 1)));
        MedusaSession.visitor(connected.server(), leader.token())
                .post(
                        "/store/carts/" + cart + "/store-credits",
                        Json.createObjectBuilder().add("amount", COMMISSION.getAmount()));
        checkout.pay(cart, Json.createObjectBuilder().add("outcome", "authorize"));
        return checkout.place(cart, false);
    }

    private Article article() {
        return driver.articles().get(0);
    }

    private List<JsonObject> accounts(String customerId) {
        return driver
                .owner()
                .get("/admin/store-credit-accounts?customer_id=" + customerId)
                .getJsonArray("store_credit_accounts")
                .stream()
                .map(JsonValue::asJsonObject)
                .toList();
    }

    /** Another connection, in which the requests with the path wait for one another. */
    private Shop connect(String method, String path, CyclicBarrier together) {
        DirectContext direct = new DirectContext(driver.settings(), Clock.systemUTC());
        ShopHttp network = request -> {
            if (request.method().equals(method) && request.uri().getPath().equals(path)) {
                await(together);
            }
            return direct.http().send(request);
        };
        return new MedusaAdapter().connect(new ContextOver(direct, network));
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the other one did not come", alone);
        }
    }

    private static CompletableFuture<CommandResult> supply(Supplier<CommandResult> command) {
        return CompletableFuture.supplyAsync(command, work -> new Thread(work).start());
    }

    private static Credit credit(String customerId) {
        return new Credit(key(), customerId, COMMISSION, "commission");
    }

    private static String key() {
        return "credit-" + UUID.randomUUID();
    }
}
