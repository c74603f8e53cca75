package shop.gather.it.benchmark;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.joda.money.Money;
import shop.gather.it.benchmark.RowTemplate.Part;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Open teams with one place each, copied from rows that Gather wrote: every second place is held, the others are paid.
 * Half of the teams with a paid place need no other one at their deadline. The buyers and the orders of those teams
 * that will be decided exist at the shop.
 */
final class DeadlineRows {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TEAM = 1;
    private static final int PLACE = 2;
    private static final int MEMBER = 3;
    private static final int KEY = 4;

    private final OwnDatabase database;
    private final Store store;
    private final Terms terms;
    private final OpenTeamRows rows;
    private final RowCopies copies;
    private final AtomicReferenceArray<String> customers;
    private final AtomicReferenceArray<String> orders;

    DeadlineRows(OwnDatabase database, Store store, Terms terms) {
        this.database = database;
        this.store = store;
        this.terms = terms;
        this.rows = OpenTeamRows.opened(terms.openTeams());
        this.copies = new RowCopies(database);
        this.customers = new AtomicReferenceArray<>(terms.deadlines());
        this.orders = new AtomicReferenceArray<>(terms.deadlines());
    }

    /** Whether the place of the team with this number is paid. */
    static boolean paid(int number) {
        return number % 2 == 1;
    }

    /** Whether the team succeeds at its deadline. */
    static boolean succeeds(int number) {
        return number % 4 == 1;
    }

    void load() throws SQLException, IOException {
        Money price = store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        String campaign = store.aCampaignOf(Store.groupPrice(price), Store.minimumTeam(2, 5, Duration.ofHours(90)));
        Buyer holder = store.aBuyer("Holder");
        add(holder, holder.opens(campaign), null);
        Buyer payer = store.aBuyer("Payer");
        JsonObject place = payer.opens(campaign);
        PlacedOrder order = payer.paysFor(place);
        payer.awaitPlace(place.getString("id"), "PAID", PATIENCE);
        add(payer, place, order);
        shop();
        copies.load(0, terms.openTeams(), this::slots, connection -> {});
    }

    /** The first id that no team has that will be decided. */
    String end() {
        return rows.id(terms.deadlines(), 0).toString();
    }

    String team(int number) {
        return rows.id(number, TEAM).toString();
    }

    String place(int number) {
        return rows.id(number, PLACE).toString();
    }

    /** Null for a held place. */
    String order(int number) {
        return orders.get(number);
    }

    /** The rows of a place; without an order those of the teams with a held one. */
    private void add(Buyer buyer, JsonObject place, PlacedOrder order) throws SQLException {
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put(place.getString("id"), "place");
        slots.put(place.getString("team"), "team");
        slots.put(buyer.memberId(), "member");
        slots.put(buyer.customer().customerId(), "customer");
        if (order != null) {
            slots.put(order.orderId(), "order");
        }
        Map<String, String> which = new LinkedHashMap<>();
        which.put("member", "id = '" + buyer.memberId() + "'");
        which.put("member_alias", "member_id = '" + buyer.memberId() + "'");
        which.put("team", "id = '" + place.getString("team") + "'");
        which.put("participation", "id = '" + place.getString("id") + "'");
        try (Connection connection = database.open()) {
            for (Map.Entry<String, String> each : which.entrySet()) {
                String query = "store_id = '" + store.id() + "' and " + each.getValue();
                RowTemplate row =
                        RowTemplate.of(connection, each.getKey(), query, slots).get(0);
                for (Map.Entry<String, Part> change : changes(each.getKey()).entrySet()) {
                    row = row.with(change.getKey(), change.getValue());
                }
                copies.add(row, number -> paid(number) == (order != null));
            }
        }
    }

    private static Map<String, Part> changes(String table) {
        Map<String, Part> changes = new HashMap<>();
        if (table.equals("team")) {
            changes.put("minimum", new Part(true, "minimum"));
            changes.put("opened_at", new Part(true, "opened"));
            changes.put("deadline", new Part(true, "deadline"));
            changes.put("due_at", new Part(true, "deadline"));
            changes.put("remind_at", null);
            changes.put("nearly_full_told", new Part(false, "true"));
        } else if (table.equals("participation")) {
            changes.put("idempotency_key", new Part(true, "key"));
            changes.put("created_at", new Part(true, "opened"));
            changes.put("hold_until", new Part(true, "deadline"));
            changes.put("recheck_at", new Part(true, "deadline"));
        }
        return changes;
    }

    /** Registers the buyers at the shop, and lets those pay whose places are paid, unnoticed by Gather. */
    private void shop() {
        store.shop().notifyTo("");
        String variant = store.shop().articles().get(0).variantId();
        AtomicInteger next = new AtomicInteger();
        Load.parallel(terms.clients(), () -> {
            for (int number = next.getAndIncrement(); number < terms.deadlines(); number = next.getAndIncrement()) {
                ShopDriver.Customer customer = store.shop().register("Buyer " + number);
                customers.set(number, customer.customerId());
                if (paid(number)) {
                    Map<String, String> metadata = new HashMap<>(Map.of("gather_participation", place(number)));
                    ShopDriver.Checkout checkout = new ShopDriver.Checkout(
                            customer, Map.of(variant, 1), null, null, metadata, Payment.AUTHORIZE);
                    orders.set(number, store.shop().checkout(checkout).orderId());
                }
            }
            return null;
        });
    }

    private UnaryOperator<String> slots(int number) {
        boolean real = number < terms.deadlines();
        return slot -> switch (slot) {
            case "team" -> team(number);
            case "place" -> place(number);
            case "member" -> rows.id(number, MEMBER).toString();
            case "key" -> rows.id(number, KEY).toString();
            case "customer" -> real ? customers.get(number) : "loaded-" + number;
            case "order" -> real ? orders.get(number) : "loaded-" + number;
            case "minimum" -> succeeds(number) ? "1" : "2";
            case "opened" -> rows.openedAt(number).toString();
            case "deadline" -> rows.deadline(number).toString();
            default -> throw new IllegalStateException(slot);
        };
    }

    /** How many of the teams that will be decided there are of a kind, by a condition on their numbers. */
    long count(IntPredicate which) {
        return IntStream.range(0, terms.deadlines()).filter(which).count();
    }

    /** Numbers of some of them, of every kind. */
    List<Integer> sample() {
        return IntStream.range(0, Math.min(40, terms.deadlines())).boxed().toList();
    }
}
