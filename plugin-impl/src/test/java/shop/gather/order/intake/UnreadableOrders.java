package shop.gather.order.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.OrderSnapshot;

/** A store at the scripted shop in which reads of orders can be made to fail, and what the database then holds. */
public final class UnreadableOrders {

    private final StoreDatabase database;
    private final StoreId store;

    /** @param observer is handed each order that is applied, inside the transaction */
    public UnreadableOrders(StoreDatabase shared, Consumer<OrderRead> observer) {
        // Beans of its own, for the observer.
        database = shared.anotherStore().anotherNode();
        store = database.store();
        database.with(OrderProjections.class, observer::accept);
        database.with(KnownCustomers.class, (ofStore, customers) -> Map.of());
        database.bean(Connections.class)
                .save(store, ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
    }

    public StoreDatabase database() {
        return database;
    }

    public Intake intake() {
        return database.bean(Intake.class);
    }

    /** An id that no other test uses. */
    public String id(String name) {
        return name + "-" + store;
    }

    public static OrderSnapshot order(String id, Map<String, String> metadata) {
        return new OrderSnapshot(
                id,
                "R-" + id.charAt(0),
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-01T12:00:00Z"),
                OrderSnapshot.State.OPEN,
                OrderSnapshot.Fulfilment.NOT_SENT,
                CurrencyUnit.EUR,
                List.of(),
                Money.zero(CurrencyUnit.EUR),
                List.of(),
                Set.of(),
                metadata);
    }

    /** How many seconds the next try of an order is away. */
    long pause(String order) {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select extract(epoch from (retry_at - now())) as pause from order_snapshot where store_id = "
                                + ":store and order_id = ?",
                        row -> Math.round(row.getDouble("pause")),
                        order)
                .orElseThrow());
    }

    /** As if an order had failed since then. */
    public void failingFor(String order, int minutes) {
        database.transactions().inStore(store, () -> database.sql()
                .update(
                        store,
                        "update order_snapshot set unusable_since = now() - cast(? as integer) * interval '1' minute, retry_at = now()"
                                + " where store_id = :store and order_id = ? and unusable_since is not null",
                        minutes,
                        order));
    }

    /** The snapshot as kept; empty before any was applied. */
    String kept(String order) {
        return database.transactions().inStore(store, () -> database.sql()
                .first(
                        store,
                        "select coalesce(snapshot, '') as snapshot from order_snapshot where store_id = :store and order_id = ?",
                        row -> row.getString("snapshot"),
                        order)
                .orElseThrow());
    }

    List<PostponedOrders.View> postponed() {
        return database.bean(PostponedOrders.class).page(store, null, 50).items();
    }

    public List<Alarms.Alarm> alarms() {
        return database.bean(Alarms.class).open(store, null, 50).items();
    }
}
