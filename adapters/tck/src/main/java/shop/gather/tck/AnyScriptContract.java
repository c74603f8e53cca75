package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Refunds;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Text that people enter is preserved in any script: no character is lost, normalized, split or reordered.
 */
public interface AnyScriptContract extends ShopUnderTest {

    /**
     * A decomposed umlaut, Hebrew and Arabic, Chinese, a four-byte character, an emoji sequence, and characters that an
     * escape may swallow.
     */
    String TEXT = "Zoe\u0308 \u05e9\u05b8\u05dc\u05d5\u05b9\u05dd \u0645\u0631\u062d\u0628\u0627 \u5718\u8cfc "
            + "\ud842\udfb7 \ud83d\udc69\u200d\ud83d\udc67 + 100% \u00df\u0131";

    @Test
    default void aNameIsToldAsItIsWritten() {
        Customer plain = driver().register("Ada");
        Customer strange = driver().register(TEXT);
        boolean told = customer(plain).displayName().contains("Ada");
        if (told) {
            assertThat(customer(strange).displayName()).contains(TEXT);
        }
        shop().customerSessions().ifPresent(sessions -> assertThat(sessions.whoIs(strange.token()))
                .as("by the token, the same")
                .contains(customer(strange)));
    }

    @Test
    default void metadataTravelsInAnyScript() {
        assumeTrue(carriesAnyMetadata(), "orders of this shop carry no text but evidence");
        Scene scene = new Scene(this);
        Map<String, String> evidence = Map.of(OrderMetadata.PARTICIPATION, TEXT);
        PlacedOrder placed = driver().checkout(new Checkout(
                scene.buyer(), Map.of(scene.article().variantId(), 1), null, null, evidence, Payment.AUTHORIZE));
        assertThat(scene.read(placed).metadata()).containsAllEntriesOf(evidence);
    }

    @Test
    default void aTitleIsToldAndFound() {
        Optional<Article> article = driver().sell(TEXT);
        assumeTrue(article.isPresent(), "this driver sells no more articles");
        VariantSnapshot variant =
                shop().catalog().variant(article.get().variantId()).orElseThrow();
        assertThat(variant.title()).contains(TEXT);
        for (String part : List.of(TEXT, "\u05dd \u0645", "\u5718\u8cfc", "\ud842\udfb7", "+ 100%")) {
            assertThat(shop().catalog().search(part, 100))
                    .as("found by \"%s\"", part)
                    .contains(variant);
        }
    }

    /** A leader's code decides who is paid. */
    @Test
    default void aCouponCodeIsToldAsItWasTyped() {
        Scene scene = new Scene(this);
        String code = "Zoe\u0308-\u5718\u8cfc-\ud83c\udf75-" + Results.newKey().substring(4, 12);
        Optional<PlacedOrder> placed = driver().checkoutWithCoupon(
                        Checkout.of(scene.buyer(), Map.of(scene.article().variantId(), 1)), code, 10);
        assumeTrue(placed.isPresent(), "this driver makes no coupons");
        assertThat(scene.read(placed.get()).couponCodes())
                .containsExactly(lowersCouponCodes() ? code.toLowerCase(Locale.ROOT) : code);
    }

    @Test
    @Proves(Capability.REFUNDS)
    default void theReasonOfARefundReachesTheOwner() {
        Refunds port = Claims.port(this, Capability.REFUNDS, Shop::refunds);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        OrderSnapshot before = scene.read(placed);
        RefundRequest request = new RefundRequest(
                Results.newKey(),
                placed.orderId(),
                Scene.payment(before).paymentId(),
                placed.total().dividedBy(3, RoundingMode.DOWN),
                List.of(),
                TEXT);
        Results.done(() -> port.refund(request));
        Results.alreadyDone(() -> port.refund(request));
        assertSeen(placed);
    }

    @Test
    @Proves(Capability.CANCELLATIONS)
    default void theReasonOfACancellationReachesTheOwner() {
        Cancellations port = Claims.port(this, Capability.CANCELLATIONS, Shop::cancellations);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Cancellation cancellation = new Cancellation(Results.newKey(), placed.orderId(), TEXT);
        Results.done(() -> port.cancel(cancellation));
        Results.alreadyDone(() -> port.cancel(cancellation));
        assertSeen(placed);
    }

    /** Applies if the shop stores reasons and its driver can read them. */
    private void assertSeen(PlacedOrder placed) {
        driver().reasons(placed.orderId())
                .ifPresent(reasons -> assertThat(reasons).anyMatch(reason -> reason.contains(TEXT)));
    }

    private CustomerSnapshot customer(Customer customer) {
        return shop().customers().customer(customer.customerId()).orElseThrow();
    }
}
