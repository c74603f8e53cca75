package shop.gather.tck.broken;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.VariantSnapshot;
import shop.gather.tck.AnyScriptContract;

/** Mistakes with letters that whoever wrote the adapter does not type. */
final class BrokenScripts {

    private static final String NAME = "aNameIsToldAsItIsWritten";
    private static final String METADATA = "metadataTravelsInAnyScript";
    private static final String TITLE = "aTitleIsToldAndFound";
    private static final String COUPON = "aCouponCodeIsToldAsItWasTyped";
    private static final String REFUND = "theReasonOfARefundReachesTheOwner";
    private static final String CANCELLATION = "theReasonOfACancellationReachesTheOwner";

    private BrokenScripts() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        AnyScriptContract.class,
                        "an umlaut is composed in names",
                        (shop, backend) -> new Patched(shop)
                                .customers(id -> shop.customers().customer(id).map(BrokenScripts::composed)),
                        NAME),
                Flaw.of(
                        AnyScriptContract.class,
                        "who is logged in is told in another spelling",
                        (shop, backend) -> new Patched(shop).sessions(token -> shop.customerSessions()
                                .orElseThrow()
                                .whoIs(token)
                                .map(BrokenScripts::composed)),
                        NAME),
                Flaw.of(
                        AnyScriptContract.class,
                        "metadata loses what has four bytes",
                        (shop, backend) -> new Patched(shop).orders(Edit.retold(shop.orders(), order -> {
                            Map<String, String> kept = new HashMap<>(order.metadata());
                            kept.replaceAll((key, value) -> value.replaceAll("[^\\u0000-\\uffff]", "?"));
                            return Edit.metadata(order, kept);
                        })),
                        METADATA),
                catalog(
                        "titles are read as Latin-1",
                        honest -> new PassingCatalog(honest) {
                            @Override
                            public Optional<VariantSnapshot> variant(String variantId) {
                                return super.variant(variantId).map(BrokenScripts::latin);
                            }
                        },
                        TITLE),
                catalog(
                        "a plus in a search is a blank",
                        honest -> new PassingCatalog(honest) {
                            @Override
                            public List<VariantSnapshot> search(String text, int limit) {
                                return super.search(text.replace('+', ' '), limit);
                            }
                        },
                        TITLE),
                Flaw.of(
                        AnyScriptContract.class,
                        "coupon codes are composed",
                        (shop, backend) -> new Patched(shop)
                                .orders(Edit.retold(
                                        shop.orders(),
                                        order -> coded(
                                                order,
                                                order.couponCodes().stream()
                                                        .map(BrokenScripts::composed)
                                                        .collect(Collectors.toSet())))),
                        COUPON),
                Flaw.of(
                        AnyScriptContract.class,
                        "reasons of refunds are cut in the middle of a letter",
                        (shop, backend) -> new Patched(shop).refunds(wanted -> shop.refunds()
                                .orElseThrow()
                                .refund(new RefundRequest(
                                        wanted.key(),
                                        wanted.orderId(),
                                        wanted.paymentId(),
                                        wanted.amount(),
                                        wanted.lines(),
                                        wanted.reason().substring(0, 35)))),
                        REFUND),
                Flaw.of(
                        AnyScriptContract.class,
                        "reasons of cancellations are put down in ASCII",
                        (shop, backend) -> new Patched(shop).cancellations(wanted -> shop.cancellations()
                                .orElseThrow()
                                .cancel(new Cancellation(
                                        wanted.key(),
                                        wanted.orderId(),
                                        wanted.reason().replaceAll("[^ -~]", "?")))),
                        CANCELLATION));
    }

    private static CustomerSnapshot composed(CustomerSnapshot customer) {
        return new CustomerSnapshot(
                customer.customerId(), composed(customer.displayName()), customer.email(), customer.registeredAt());
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static VariantSnapshot latin(VariantSnapshot variant) {
        return new VariantSnapshot(
                variant.variantId(),
                variant.productId(),
                new String(variant.title().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                variant.sku(),
                variant.price(),
                variant.stock(),
                variant.available());
    }

    private static OrderSnapshot coded(OrderSnapshot order, Set<String> codes) {
        return new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                order.buyerEmailHash(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                order.lines(),
                order.shipping(),
                order.payments(),
                codes,
                order.metadata());
    }

    private static class PassingCatalog implements Catalog {
        private final Catalog honest;

        PassingCatalog(Catalog honest) {
            this.honest = honest;
        }

        @Override
        public Optional<VariantSnapshot> variant(String variantId) {
            return honest.variant(variantId);
        }

        @Override
        public List<VariantSnapshot> search(String text, int limit) {
            return honest.search(text, limit);
        }
    }

    private interface CatalogOf {
        Catalog of(Catalog honest);
    }

    private static Flaw catalog(String what, CatalogOf worse, String... failing) {
        return Flaw.of(
                AnyScriptContract.class,
                what,
                (shop, backend) -> new Patched(shop).catalog(worse.of(shop.catalog())),
                failing);
    }
}
