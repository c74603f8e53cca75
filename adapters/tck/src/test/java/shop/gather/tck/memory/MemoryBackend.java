package shop.gather.tck.memory;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.joda.money.Money;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.VariantSnapshot;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.memory.MemoryOrder.MemoryLine;

/** A shop in memory: what would be a server and its database elsewhere. All access under its lock. */
public final class MemoryBackend {

    static final List<Article> ARTICLES = List.of(
            new Article("v1", "Green Tea 100%", Money.parse("EUR 19.99")),
            new Article("v2", "Clay Pot", Money.parse("EUR 34.50")),
            new Article("v3", "Bamboo Whisk", Money.parse("EUR 7.01")));

    private final MovableClock clock;
    private final List<Article> articles = new ArrayList<>(ARTICLES);
    private final MemoryOffers offers = new MemoryOffers();
    private final MemoryCredits credits = new MemoryCredits();
    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<String, CustomerSnapshot> customers = new HashMap<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final Map<String, MemoryOrder> orders = new LinkedHashMap<>();
    private final List<Change> log = new ArrayList<>();
    private final Map<String, String> keys = new TreeMap<>();
    private final Map<String, Supplier<?>> expected = new HashMap<>();
    private final Map<String, Object> results = new HashMap<>();
    private final NotificationSender sender;
    private final boolean atOnce;

    /** @param atOnce whether what should be authorized is captured */
    MemoryBackend(MovableClock clock, NotificationSender sender, boolean atOnce) {
        this.atOnce = atOnce;
        this.clock = clock;
        this.sender = sender;
        ARTICLES.forEach(article -> stock.put(article.variantId(), 1_000_000));
    }

    /** What happened to an order. */
    public enum What {
        PLACED,
        CAPTURED,
        SENT,
        CANCELLED,
        REFUNDED
    }

    /** One entry of the shop's log. */
    public record Change(What what, String orderId, Instant at) {}

    public synchronized MemoryOffers offers() {
        return offers;
    }

    public synchronized MemoryCredits credits() {
        return credits;
    }

    synchronized Article sell(String title) {
        Article article = new Article("v" + (articles.size() + 1), title, Money.parse("EUR 12.99"));
        articles.add(article);
        stock.put(article.variantId(), 1_000_000);
        return article;
    }

    synchronized List<VariantSnapshot> variants() {
        return articles.stream()
                .map(article -> variant(article.variantId()).orElseThrow())
                .toList();
    }

    synchronized Optional<VariantSnapshot> variant(String variantId) {
        return articles.stream()
                .filter(article -> article.variantId().equals(variantId))
                .findFirst()
                .map(article -> new VariantSnapshot(
                        variantId,
                        "p-" + variantId,
                        article.title(),
                        "SKU-" + variantId,
                        article.price(),
                        OptionalInt.of(stock(variantId)),
                        true));
    }

    synchronized int stock(String variantId) {
        return stock.get(variantId);
    }

    public synchronized void addStock(String variantId, int more) {
        stock.merge(variantId, more, Integer::sum);
    }

    synchronized Customer register(String name) {
        String id = "c" + (customers.size() + 1);
        String email = name.toLowerCase(java.util.Locale.ROOT) + "." + id + "@example.org";
        String token = UUID.randomUUID().toString();
        customers.put(id, new CustomerSnapshot(id, name, Optional.of(email), Optional.of(clock.instant())));
        sessions.put(token, id);
        return new Customer(id, email, token);
    }

    synchronized Optional<CustomerSnapshot> customer(String customerId) {
        return Optional.ofNullable(customers.get(customerId));
    }

    synchronized Optional<CustomerSnapshot> session(String token) {
        return Optional.ofNullable(sessions.get(token)).map(customers::get);
    }

    public synchronized Set<String> tokens() {
        return Set.copyOf(sessions.keySet());
    }

    public synchronized void endSession(String token) {
        sessions.remove(token);
    }

    /** A coupon of the owner's: its code, and the share of all goods that it takes off. */
    record Discount(String code, int percent) {}

    synchronized MemoryOrder checkout(Checkout checkout, Optional<Discount> discount) {
        String id = String.valueOf(1_000 + orders.size());
        List<MemoryLine> lines = new ArrayList<>();
        boolean used = false;
        for (Map.Entry<String, Integer> wish : new TreeMap<>(checkout.quantities()).entrySet()) {
            Money full = variant(wish.getKey()).orElseThrow().price();
            Optional<Money> reduced = Optional.ofNullable(checkout.admission())
                    .flatMap(code -> offers.gross(
                            code,
                            checkout.customer().customerId(),
                            wish.getKey(),
                            wish.getValue(),
                            full,
                            clock.instant()));
            used |= reduced.isPresent();
            addStock(wish.getKey(), -wish.getValue());
            lines.add(new MemoryLine(
                    id + "-" + lines.size(),
                    wish.getKey(),
                    wish.getValue(),
                    off(reduced.orElse(full.multipliedBy(wish.getValue())), discount)));
        }
        if (used) {
            offers.use(checkout.admission());
        }
        Set<String> codes = new HashSet<>();
        discount.map(Discount::code).ifPresent(codes::add);
        if (used) {
            codes.add(checkout.admission());
        }
        MemoryOrder order = new MemoryOrder(
                id,
                checkout.customer().customerId(),
                checkout.customer().email(),
                clock.instant(),
                lines,
                codes,
                checkout.metadata(),
                switch (checkout.payment()) {
                    case AUTHORIZE -> atOnce ? PaymentState.CAPTURED : PaymentState.AUTHORIZED;
                    case AT_ONCE -> PaymentState.CAPTURED;
                    case DECLINED -> PaymentState.DECLINED;
                });
        orders.put(id, order);
        changed(What.PLACED, id);
        return order;
    }

    private static Money off(Money full, Optional<Discount> discount) {
        return discount.map(share -> full.multipliedBy(100 - share.percent()).dividedBy(100, RoundingMode.HALF_UP))
                .orElse(full);
    }

    public synchronized Optional<MemoryOrder> order(String orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    synchronized List<String> ordersOf(String customerId, Instant since) {
        return orders.values().stream()
                .filter(order -> order.customerId.equals(customerId))
                .filter(order -> !order.placedAt.isBefore(since))
                .sorted(Comparator.comparing((MemoryOrder order) -> order.placedAt)
                        .reversed())
                .map(order -> order.orderId)
                .toList();
    }

    /** Cancels, frees the stock of what still stood and voids what is authorized. */
    public synchronized void cancel(MemoryOrder order) {
        order.lines.forEach(line -> addStock(line.variantId, line.quantity - line.cancelled));
        order.cancel();
        changed(What.CANCELLED, order.orderId);
    }

    public synchronized void cancelLine(MemoryOrder order, String lineId) {
        cancelLine(order, lineId, order.line(lineId).orElseThrow().quantity);
    }

    /** Cancels so many units of a line in all. */
    public synchronized void cancelLine(MemoryOrder order, String lineId, int units) {
        MemoryLine line = order.line(lineId).orElseThrow();
        addStock(line.variantId, units - line.cancelled);
        line.cancelled = units;
        changed(What.CANCELLED, order.orderId);
    }

    public synchronized void changed(What what, String orderId) {
        log.add(new Change(what, orderId, clock.instant()));
        sender.send(what, orderId);
    }

    public synchronized List<Change> log() {
        return List.copyOf(log);
    }

    /** Lets a piece of work wait for the call that asks for it; its ticket. */
    synchronized String expect(Supplier<?> work) {
        String ticket = UUID.randomUUID().toString();
        expected.put(ticket, work);
        return ticket;
    }

    /** Does a piece of work that a call asks for. */
    synchronized void perform(String ticket) {
        results.put(ticket, expected.remove(ticket).get());
    }

    /** What came of it. */
    synchronized Object result(String ticket) {
        return results.remove(ticket);
    }

    /** The result that a command with this key had. */
    synchronized Optional<String> done(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    synchronized void remember(String key, String reference) {
        keys.put(key, reference);
    }
}
