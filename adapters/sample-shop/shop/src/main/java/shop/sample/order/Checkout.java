package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import shop.sample.catalog.Catalog;
import shop.sample.catalog.Variant;
import shop.sample.offer.Coupons;
import shop.sample.offer.Offers;
import shop.sample.order.Order.Line;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.store.Shop.Taxed;
import shop.sample.webhook.Webhooks;

/** Makes an order of what somebody wants, all of it or nothing. */
@Singleton
public class Checkout {

    private final Database database;
    private final Orders orders;
    private final Offers offers;
    private final Payments payments;
    private final Webhooks webhooks;
    private final Clock clock;

    @Inject
    public Checkout(
            Database database, Orders orders, Offers offers, Payments payments, Webhooks webhooks, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.offers = offers;
        this.payments = payments;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    public record WantedLine(String variantId, Integer quantity) {}

    /**
     * @param couponCodes codes of coupons and of one admission
     * @param metadata free text that stays with the order
     * @param payment {@code authorize}, {@code pay-now} or {@code decline}
     */
    public record Request(
            List<WantedLine> lines, List<String> couponCodes, Map<String, String> metadata, String payment) {}

    private record Discounts(Offers.Live admission, int percent) {}

    /** @param customerId null for a guest */
    Order place(Shop shop, String customerId, Request request) {
        Payments.Mode mode = Payments.Mode.named(request.payment());
        List<WantedLine> wanted = checked(request);
        return database.write(shop.id(), transaction -> {
            Discounts discounts = discounts(transaction, shop, customerId, codes(request));
            List<Line> lines = new ArrayList<>();
            String orderId = UUID.randomUUID().toString();
            for (WantedLine line : wanted) {
                lines.add(price(transaction, shop, orderId + "-" + (lines.size() + 1), line, discounts));
            }
            Order order = order(transaction, shop, customerId, orderId, lines, request);
            Order paid = order.withPayments(List.of(payments.pay(shop, order, mode)));
            if (paid.isPaid()) {
                reserve(transaction, shop, lines);
            }
            orders.insert(transaction, shop.id(), paid);
            webhooks.tell(transaction, shop.id(), "order.placed", paid.orderId());
            if (paid.payments().get(0).state() == PaymentState.CAPTURED) {
                webhooks.tell(transaction, shop.id(), "order.paid", paid.orderId());
            }
            return paid;
        });
    }

    /** Takes stock and admissions for an order that is being paid. */
    void reserve(Transaction transaction, Shop shop, List<Line> lines) {
        lines.stream()
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
        return new Order(
                orderId,
                orders.nextNumber(transaction, shop.id()),
                customerId,
                clock.instant(),
                Order.State.OPEN,
                shop.currency(),
                lines,
                shipping.net(),
                shipping.tax(),
                goods + shipping.gross(),
                List.of(),
                codes(request),
                request.metadata() == null ? Map.of() : request.metadata(),
                null);
    }

    private Discounts discounts(Transaction transaction, Shop shop, String customerId, List<String> codes) {
        Offers.Live admission = null;
        int percent = 0;
        for (String code : codes) {
            Integer off = Coupons.percent(transaction, shop.id(), code).orElse(null);
            if (off != null) {
                percent = Math.max(percent, off);
                continue;
            }
            Offers.Live live = offers.live(transaction, shop.id(), code, customerId)
                    .orElseThrow(
                            () -> new Problem(409, "code-refused", "the code " + code + " is worth nothing here now"));
            if (admission != null) {
                throw new Problem(409, "code-refused", "only one admission can be used in one order");
            }
            admission = live;
        }
        return new Discounts(admission, percent);
    }

    private static Line price(
            Transaction transaction, Shop shop, String lineId, WantedLine wanted, Discounts discounts) {
        Variant variant = Catalog.find(transaction, shop.id(), wanted.variantId())
                .filter(Variant::available)
                .orElseThrow(() -> Problem.notFound("variant " + wanted.variantId()));
        Offers.Live admission = discounts.admission();
        boolean admitted = admission != null && admission.variantId().equals(variant.id());
        int atOffer = admitted ? Math.min(wanted.quantity(), admission.quantityLeft()) : 0;
        long rest = Math.multiplyExact(variant.price(), wanted.quantity() - atOffer);
        long offered = admitted ? Math.multiplyExact(admission.listedPrice(), atOffer) : 0;
        Taxed amount;
        if (shop.pricesIncludeTax()) {
            amount = shop.taxed(offered + lessPercent(rest, discounts.percent()));
        } else {
            // Taxed piece by piece, so that a buyer pays as many times the shown price as there are pieces.
            Taxed ordinary = discounts.percent() == 0
                    ? shop.taxed(variant.price()).times(wanted.quantity() - atOffer)
                    : shop.taxed(lessPercent(rest, discounts.percent()));
            amount =
                    admitted ? ordinary.plus(shop.taxed(admission.listedPrice()).times(atOffer)) : ordinary;
        }
        return new Line(
                lineId,
                variant.id(),
                variant.title(),
                wanted.quantity(),
                0,
                amount.net(),
                amount.tax(),
                atOffer > 0 ? admission.code() : null,
                atOffer);
    }

    private static long lessPercent(long amount, int percent) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(100L - percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static List<String> codes(Request request) {
        return request.couponCodes() == null
                ? List.of()
                : request.couponCodes().stream().distinct().toList();
    }

    private static List<WantedLine> checked(Request request) {
        if (request.lines() == null
                || request.lines().isEmpty()
                || request.lines().size() > 100) {
            throw Problem.invalid("an order has 1 to 100 lines");
        }
        Set<String> variants = new HashSet<>();
        for (WantedLine line : request.lines()) {
            if (line.quantity() == null || line.quantity() < 1 || line.quantity() > 100_000) {
                throw Problem.invalid("a quantity must be 1 to 100,000");
            }
            if (line.variantId() == null || !variants.add(line.variantId())) {
                throw Problem.invalid("each line needs a variantId of its own");
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
