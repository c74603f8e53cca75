package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.sample.catalog.Catalog;
import shop.sample.credit.GiftCards;
import shop.sample.credit.StoreCredits;
import shop.sample.customer.Customers;
import shop.sample.offer.Offers;
import shop.sample.order.Order.Line;
import shop.sample.order.Order.PaymentKind;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.store.Shop.Taxed;
import shop.sample.webhook.Webhooks;

/** Places an order, completely or not at all. */
@Singleton
public class Checkout {

    private final Database database;
    private final Orders orders;
    private final Offers offers;
    private final Payments payments;
    private final Customers customers;
    private final Webhooks webhooks;
    private final Clock clock;

    @Inject
    public Checkout(
            Database database,
            Orders orders,
            Offers offers,
            Payments payments,
            Customers customers,
            Webhooks webhooks,
            Clock clock) {
        this.database = database;
        this.orders = orders;
        this.offers = offers;
        this.payments = payments;
        this.customers = customers;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    public record WantedLine(String variantId, Integer quantity) {}

    /**
     * @param lines an article may be on several
     * @param couponCodes codes of coupons, and of one admission for each article
     * @param adjustments codes of fees and discounts on the whole order; may be missing
     * @param metadata free text that stays with the order
     * @param currency what is paid in, at the same numbers; the shop's if missing
     * @param giftCard code of a gift card that is used up first; may be missing
     * @param storeCredit whether the customer's credit is used next; false if missing
     * @param payment of the rest: {@code authorize}, {@code pay-now}, {@code decline}, {@code pending} or
     *     {@code cash-on-delivery}
     * @param email of a guest; may be missing
     */
    public record Request(
            List<WantedLine> lines,
            List<String> couponCodes,
            List<String> adjustments,
            Map<String, String> metadata,
            String currency,
            String giftCard,
            Boolean storeCredit,
            String payment,
            String email) {}

    /** @param customerId null for a guest */
    Order place(Shop shop, String customerId, Request request) {
        Payments.Mode mode = Payments.Mode.named(request.payment());
        List<WantedLine> wanted = checked(request);
        return database.write(shop.id(), transaction -> {
            Prices prices = Prices.of(transaction, shop, offers, customerId, codes(request));
            List<Line> lines = new ArrayList<>();
            String orderId = UUID.randomUUID().toString();
            for (WantedLine line : wanted) {
                lines.add(prices.article(orderId + "-" + (lines.size() + 1), line));
            }
            for (String code : adjustments(request)) {
                lines.add(prices.adjustment(orderId + "-" + (lines.size() + 1), code));
            }
            Order order = order(transaction, shop, customerId, orderId, lines, request);
            Order paid = paid(transaction, shop, order, request, mode);
            if (paid.isReserved()) {
                reserve(transaction, shop, lines);
            }
            orders.insert(transaction, shop.id(), paid);
            webhooks.tell(transaction, shop.id(), "order.placed", paid.orderId());
            if (paid.payments().stream().anyMatch(payment -> payment.state() == PaymentState.CAPTURED)) {
                webhooks.tell(transaction, shop.id(), "order.paid", paid.orderId());
            }
            return paid;
        });
    }

    /**
     * First by gift card, then by store credit; the rest as the buyer says. Nothing is paid of an order that costs
     * nothing.
     */
    private Order paid(Transaction transaction, Shop shop, Order order, Request request, Payments.Mode mode) {
        Order paid = order;
        if (request.giftCard() != null) {
            long taken = GiftCards.take(transaction, shop.id(), request.giftCard(), paid.open());
            paid = with(paid, PaymentKind.GIFT_CARD, request.giftCard(), taken);
        }
        if (Boolean.TRUE.equals(request.storeCredit()) && order.customerId() != null) {
            long spent = StoreCredits.spend(
                    transaction, shop, order.customerId(), order.orderId(), paid.open(), clock.instant());
            paid = with(paid, PaymentKind.STORE_CREDIT, null, spent);
        }
        return paid.open() == 0 ? paid : paid.withPayments(Order.plus(paid.payments(), payments.pay(shop, paid, mode)));
    }

    private Order with(Order order, PaymentKind kind, String giftCard, long amount) {
        return amount == 0
                ? order
                : order.withPayments(Order.plus(order.payments(), payments.payBy(order, kind, giftCard, amount)));
    }

    /** Takes stock and admissions for an order that is being paid. */
    void reserve(Transaction transaction, Shop shop, List<Line> lines) {
        lines.stream()
                .filter(line -> line.variantId() != null)
                .sorted(Comparator.comparing(Line::variantId))
                .forEach(line -> Catalog.take(transaction, shop.id(), line.variantId(), line.quantity()));
        lines.stream()
                .filter(line -> line.admissionCode() != null)
                .forEach(line -> offers.use(transaction, shop.id(), line.admissionCode(), line.admittedQuantity()));
    }

    private Order order(
            Transaction transaction, Shop shop, String customerId, String orderId, List<Line> lines, Request request) {
        Taxed shipping = shop.taxed(shop.shippingAmount());
        long goods = lines.stream().mapToLong(line -> line.net() + line.tax()).sum();
        if (goods < 0) {
            throw new Problem(409, "discount-too-high", "the discounts are worth more than the goods");
        }
        return new Order(
                orderId,
                orders.nextNumber(transaction, shop.id()),
                customerId,
                customerId == null
                        ? request.email()
                        : customers.get(transaction, shop.id(), customerId).email(),
                clock.instant(),
                Order.State.OPEN,
                null,
                null,
                currency(shop, request),
                lines,
                shipping.net(),
                shipping.tax(),
                goods + shipping.gross(),
                List.of(),
                codes(request),
                request.metadata() == null ? Map.of() : request.metadata(),
                null);
    }

    private static List<String> codes(Request request) {
        return request.couponCodes() == null
                ? List.of()
                : request.couponCodes().stream().distinct().toList();
    }

    private static List<String> adjustments(Request request) {
        return request.adjustments() == null
                ? List.of()
                : request.adjustments().stream().distinct().limit(20).toList();
    }

    private static String currency(Shop shop, Request request) {
        try {
            return request.currency() == null
                    ? shop.currency()
                    : Currency.getInstance(request.currency()).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("currency must be an ISO 4217 code");
        }
    }

    private static List<WantedLine> checked(Request request) {
        if (request.lines() == null
                || request.lines().isEmpty()
                || request.lines().size() > 100) {
            throw Problem.invalid("an order has 1 to 100 lines");
        }
        for (WantedLine line : request.lines()) {
            if (line.quantity() == null || line.quantity() < 1 || line.quantity() > 100_000) {
                throw Problem.invalid("a quantity must be 1 to 100,000");
            }
            if (line.variantId() == null) {
                throw Problem.invalid("each line needs a variantId");
            }
        }
        Map<String, String> metadata = request.metadata() == null ? Map.of() : new HashMap<>(request.metadata());
        if (metadata.size() > 50
                || metadata.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().length() > 100
                                || entry.getValue() == null
                                || entry.getValue().length() > 4000)) {
            throw Problem.invalid("metadata holds at most 50 texts of at most 4,000 characters");
        }
        return request.lines();
    }
}
