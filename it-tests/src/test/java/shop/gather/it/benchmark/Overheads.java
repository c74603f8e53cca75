package shop.gather.it.benchmark;

import java.io.PrintStream;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.Money;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.ShopDriver;

/** (d) What each kind of shop costs: per order read and per admission of a buyer to an offer. */
final class Overheads {

    private static final int TIMES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String LINE = "  %-14s %-34s %8.1f SQL statements %8.1f HTTP calls %,12d bytes%n";

    private final GatherServer server;
    private final PrintStream out;

    Overheads(GatherServer server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    void of(ShopDriver driver) throws SQLException {
        SqlCount sql = new SqlCount(server.address());
        Store store = Store.connected(server, driver);
        driver.notifyTo("");
        try (CountedShop adapter = new CountedShop(adapter(driver.adapterId()), driver)) {
            CountedShop.Cost read = read(adapter, driver);
            out.printf(
                    LINE,
                    driver.adapterId(),
                    "order: noticed, read and applied",
                    reads(store, sql),
                    read.calls(),
                    read.bytes());
            if (adapter.shop().priceOffers().isPresent()) {
                CountedShop.Cost admission = admission(adapter, driver);
                out.printf(
                        LINE,
                        driver.adapterId(),
                        "join with its admission",
                        joins(store, sql),
                        admission.calls(),
                        admission.bytes());
            }
        }
    }

    private static ShopAdapter adapter(String id) {
        return ServiceLoader.load(ShopAdapter.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(adapter -> adapter.descriptor().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static CountedShop.Cost read(CountedShop adapter, ShopDriver driver) {
        String order = order(driver, driver.register("Ada"));
        Runnable read = () -> adapter.shop().orders().order(order).orElseThrow();
        adapter.of(TIMES, read);
        return adapter.of(TIMES, read);
    }

    private static CountedShop.Cost admission(CountedShop adapter, ShopDriver driver) {
        ShopDriver.Article article = driver.articles().get(0);
        Instant now = Instant.now();
        PriceOffers offers = adapter.shop().priceOffers().orElseThrow();
        PriceOffers.Offer offer = new PriceOffers.Offer(
                UUID.randomUUID().toString(),
                article.variantId(),
                article.price().dividedBy(2, RoundingMode.HALF_UP),
                1,
                now.minusSeconds(60),
                now.plus(Duration.ofDays(1)));
        CommandResult made = offers.offer(offer);
        if (!(made instanceof CommandResult.Done done)) {
            throw new IllegalStateException(driver.adapterId() + " took no offer: " + made);
        }
        List<ShopDriver.Customer> buyers = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            buyers.add(driver.register("Buyer " + i));
        }
        AtomicInteger next = new AtomicInteger();
        return adapter.of(TIMES, () -> {
            CommandResult admitted = offers.admit(new PriceOffers.Admission(
                    UUID.randomUUID().toString(),
                    done.reference(),
                    buyers.get(next.getAndIncrement()).customerId(),
                    offer.variantId(),
                    offer.unitPrice(),
                    1,
                    now.plus(Duration.ofHours(1))));
            if (!(admitted instanceof CommandResult.Done)) {
                throw new IllegalStateException(driver.adapterId() + " admitted nobody: " + admitted);
            }
        });
    }

    private double reads(Store store, SqlCount sql) throws SQLException {
        ShopDriver.Customer customer = store.shop().register("Ada");
        long before = rows("order_snapshot where applied_read_no > 0 and store_id = ?", store);
        sql.start();
        for (int i = 0; i < TIMES; i++) {
            order(store.shop(), customer);
        }
        await(
                "the orders to be read",
                () -> rows("order_snapshot where applied_read_no > 0 and store_id = ?", store) - before >= TIMES);
        return sql.perOperation(TIMES);
    }

    private double joins(Store store, SqlCount sql) {
        Money price = store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        String campaign = store.aCampaign(price, 2, Duration.ofHours(24), Duration.ofHours(2));
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            buyers.add(store.aBuyer("Buyer " + i));
        }
        sql.start();
        buyers.forEach(buyer -> buyer.opens(campaign));
        await("the admissions", () -> rows("participation where admission = 'READY' and store_id = ?", store) >= TIMES);
        return sql.perOperation(TIMES);
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    private static void await(String what, Condition condition) {
        Await.until(
                what,
                PATIENCE,
                () -> {
                    try {
                        return condition.holds();
                    } catch (SQLException failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                holds -> holds);
    }

    private long rows(String of, Store store) throws SQLException {
        try (Connection owner = server.storage().openAsOwner();
                var statement = owner.prepareStatement("select count(*) from " + of)) {
            statement.setObject(1, UUID.fromString(store.id()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static String order(ShopDriver driver, ShopDriver.Customer customer) {
        return driver.checkout(ShopDriver.Checkout.of(
                        customer, Map.of(driver.articles().get(0).variantId(), 1)))
                .orderId();
    }
}
