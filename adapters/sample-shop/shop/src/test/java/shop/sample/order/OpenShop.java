package shop.sample.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;
import shop.sample.catalog.Catalog;
import shop.sample.catalog.Variant;
import shop.sample.command.Commands.Outcome;
import shop.sample.customer.Customers;
import shop.sample.customer.Passwords;
import shop.sample.fault.Faults;
import shop.sample.offer.Offers;
import shop.sample.order.Checkout.WantedLine;
import shop.sample.platform.Database;
import shop.sample.platform.Json;
import shop.sample.platform.Transaction;
import shop.sample.store.NewShop;
import shop.sample.store.Shop;
import shop.sample.store.Shops;
import shop.sample.webhook.Webhooks;

/** A shop outside the container, with a database of its own: tea for 12.99, mugs for 19.95, ten of each. */
final class OpenShop {

    static final String TEA = "tea";
    static final String MUG = "mug";

    final Shop shop;
    final Database database;
    final Catalog catalog;
    final Orders orders;
    final Checkout checkout;
    final OrderCommands commands;
    final Corrections corrections;
    private final Customers customers;

    OpenShop(NewShop terms, Clock clock) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
        database = new Database(source);
        database.prepare();
        Json json = new Json();
        Shops shops = new Shops(database);
        Webhooks webhooks = new Webhooks(shops, new Faults(), json, clock);
        Offers offers = new Offers(clock);
        catalog = new Catalog(database);
        orders = new Orders(database, json);
        customers = new Customers(database, new Passwords(1), clock);
        checkout = new Checkout(database, orders, offers, new Payments(clock), customers, webhooks, clock);
        commands = new OrderCommands(orders, offers, webhooks, clock);
        corrections = new Corrections(database, orders, checkout, commands, new Payments(clock), webhooks, clock);
        shop = shops.open(terms).shop();
        catalog.put(shop.id(), new Variant(TEA, TEA, "Green Tea 100g", "TEA", 1299, 10, true));
        catalog.put(shop.id(), new Variant(MUG, MUG, "Clay Mug", "MUG", 1995, 10, true));
    }

    static OpenShop taxed(boolean included, String percent) {
        return new OpenShop(
                new NewShop("one", null, "EUR", included, percent, 490L, null, null, null), Clock.systemUTC());
    }

    String customer() {
        return customers
                .register(shop, "Mei Lin", UUID.randomUUID() + "@customers.example", "12345678")
                .customer()
                .customerId();
    }

    Order place(Map<String, Integer> quantities, String payment, String... codes) {
        return place(null, quantities, payment, codes);
    }

    Order place(String customerId, Map<String, Integer> quantities, String payment, String... codes) {
        List<WantedLine> lines = quantities.entrySet().stream()
                .map(entry -> new WantedLine(entry.getKey(), entry.getValue()))
                .toList();
        return place(
                customerId,
                new Checkout.Request(lines, List.of(codes), null, Map.of(), null, null, null, payment, null));
    }

    Order place(String customerId, Checkout.Request request) {
        return checkout.place(shop, customerId, request);
    }

    /** A command of the owner. */
    void does(Function<Transaction, Outcome> command) {
        database.write(shop.id(), command::apply);
    }

    /** An admission of the customer to an offer of tea, without the API. */
    void admit(String customerId, String code, long listedPrice, int quantity, Instant until) {
        database.write(shop.id(), transaction -> {
            transaction.update(
                    "insert into offer values (?, ?, ?, ?, ?, ?, ?)",
                    shop.id(),
                    "offer-" + code,
                    TEA,
                    listedPrice,
                    quantity,
                    Instant.EPOCH,
                    until);
            return transaction.update(
                    "insert into admission values (?, ?, ?, ?, ?, ?, 0, ?)",
                    shop.id(),
                    code,
                    "offer-" + code,
                    customerId,
                    "",
                    quantity,
                    until);
        });
    }

    void giftCard(String code, long balance) {
        database.write(
                shop.id(),
                transaction -> transaction.update("insert into gift_card values (?, ?, ?)", shop.id(), code, balance));
    }

    void adjustment(String code, long amount) {
        database.write(
                shop.id(),
                transaction -> transaction.update(
                        "insert into adjustment values (?, ?, ?, ?)", shop.id(), code, code, amount));
    }

    void coupon(String code, int percent) {
        database.write(
                shop.id(),
                transaction -> transaction.update("insert into coupon values (?, ?, ?)", shop.id(), code, percent));
    }

    int stock(String variantId) {
        return catalog.find(shop.id(), variantId).orElseThrow().stock();
    }

    Order read(Order order) {
        return database.read(transaction -> orders.get(transaction, shop.id(), order.orderId()));
    }
}
