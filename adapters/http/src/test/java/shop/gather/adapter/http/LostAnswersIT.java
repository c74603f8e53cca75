package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.adapter.support.fixture.LosingHttp;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.ShopHttp;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A command whose answer was lost is unknown, and under the same key it is done once, however often it is sent; also
 * when the shop was killed in between.
 */
@RequiresNode
class LostAnswersIT {

    @TempDir
    Path folder;

    private ReferenceShop server;
    private LosingHttp network;
    private Story story;

    @BeforeEach
    void open() {
        start();
    }

    @AfterEach
    void close() {
        story.close();
        server.close();
    }

    private void start() {
        server = ReferenceShop.start(ReferenceShop.Terms.full()
                .with("DATA_FILE", folder.resolve("shop.json").toString()));
        AtomicReference<LosingHttp> losing = new AtomicReference<>();
        story = Story.at(server, direct -> {
            losing.set(new LosingHttp(direct));
            return losing.get();
        });
        network = losing.get();
    }

    @Test
    void aRefundIsMadeOnce() {
        PlacedOrder placed = story.buy(story.driver().register("Ada"), Payment.AT_ONCE);
        RefundRequest refund = story.refund(placed, Money.parse("EUR 5.00"));
        loseThenRepeat("POST", () -> story.shop().refunds().orElseThrow().refund(refund));
        assertThat(story.driver().record(placed.orderId()).refunds()).isEqualTo(1);
        assertThat(story.read(placed).payments().get(0).refunds().get(0).key()).contains(refund.key());
    }

    @Test
    void aCaptureIsMadeOnce() {
        PlacedOrder placed = story.buy(story.driver().register("Ada"), Payment.AUTHORIZE);
        Capture capture = new Capture(
                Story.newKey(),
                placed.orderId(),
                story.read(placed).payments().get(0).paymentId(),
                placed.total());
        loseThenRepeat(
                "POST", () -> story.shop().deferredCapture().orElseThrow().capture(capture));
        assertThat(story.driver().record(placed.orderId()).captures()).isEqualTo(1);
    }

    /** Also when the shop has forgotten the keys of other commands and was killed: the key stands with the credit. */
    @Test
    void aCreditIsGivenOnce() throws Exception {
        Customer leader = story.driver().register("Ada");
        Credit credit = story.credit(leader);
        String reference = loseThenRepeat(
                "POST", () -> story.shop().storeCredits().orElseThrow().credit(credit));
        assertThat(reference).isNotBlank();
        story.close();
        server.kill();
        forgetTheKeys();
        start();
        assertThat(story.shop().storeCredits().orElseThrow().credit(credit))
                .isEqualTo(new CommandResult.AlreadyDone(reference));
        assertThat(story.driver().storeCredit(leader.customerId())).contains(credit.amount());
    }

    private void forgetTheKeys() throws IOException {
        Path file = folder.resolve("shop.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode state = (ObjectNode) json.readTree(file.toFile());
        assertThat(state.get("commands")).as("keys of commands").isNotEmpty();
        state.putObject("commands");
        json.writeValue(file.toFile(), state);
    }

    @Test
    void anOfferIsMadeOnceAndAnAdmissionGivesOnePrice() {
        PriceOffers offers = story.shop().priceOffers().orElseThrow();
        Offer offer = story.offer();
        String reference = loseThenRepeat("POST", () -> offers.offer(offer));
        Customer buyer = story.driver().register("Ada");
        Admission admission = Story.admission(offer, reference, buyer);
        String code = loseThenRepeat("POST", () -> offers.admit(admission));
        Checkout checkout = new Checkout(
                buyer,
                Map.of(story.variantId(), 1),
                PriceOffers.Redemption.COUPON_CODE,
                code,
                Map.of(),
                Payment.AT_ONCE);
        assertThat(story.read(story.driver().checkout(checkout)).lines().get(0).gross())
                .isEqualTo(offer.unitPrice());
        loseThenRepeat("DELETE", () -> offers.revoke(admission));
    }

    @Test
    void aKilledShopKnowsItsKeysItsBuyersAndItsCursors() {
        String fingerprint = story.shop().identify().fingerprint();
        Customer buyer = story.driver().register("Ada");
        String cursor = story.shop().orders().changedSince(Optional.empty(), 10).cursor();
        PlacedOrder placed = story.buy(buyer, Payment.AUTHORIZE);
        Cancellation cancellation = new Cancellation(Story.newKey(), placed.orderId(), "team failed");
        Story.done(story.shop().cancellations().orElseThrow().cancel(cancellation));
        int stock = story.driver().stock(story.driver().articles().get(0));
        story.close();
        server.kill();
        start();
        assertThat(story.shop().identify().fingerprint()).isEqualTo(fingerprint);
        assertThat(story.shop().cancellations().orElseThrow().cancel(cancellation))
                .isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(story.driver().stock(story.driver().articles().get(0))).isEqualTo(stock);
        assertThat(story.shop().orders().changedSince(Optional.of(cursor), 10).orderIds())
                .containsExactly(placed.orderId());
        assertThat(story.shop().customerSessions().orElseThrow().whoIs(buyer.token()))
                .isPresent();
    }

    /** The reference that was there already. */
    private String loseThenRepeat(String method, Supplier<CommandResult> command) {
        network.loseTheAnswerTo((ShopHttp.Request request) -> request.method().equals(method));
        assertThat(command.get()).isInstanceOf(CommandResult.Unknown.class);
        CommandResult.AlreadyDone again = (CommandResult.AlreadyDone) command.get();
        assertThat(command.get()).isEqualTo(again);
        return again.reference();
    }
}
