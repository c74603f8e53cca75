package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.KnownCustomers.Known;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.referral.commission.AnOrder;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.OrderSnapshot;

/** What stays of an erased buyer's orders, and what a later read brings back: nothing of the buyer. */
class ErasedOrdersTest {

    private static final String CUSTOMER = "customer-1";

    @OnBothDatabases
    void anErasedBuyersOrderKeepsNothingOfHer(StoreDatabase database) {
        Orders orders = new Orders(database);
        MemberId member = new MemberId(Ids.next());
        orders.read("a", Optional.of(new Known(member, false)));
        assertThat(orders.kept("a")).contains(CUSTOMER).contains("ADA10");

        orders.erase(member);

        assertThat(orders.kept("a")).doesNotContain(CUSTOMER).doesNotContain("ADA10");
        assertThat(orders.last("a").customerId()).isEmpty();
        assertThat(orders.last("a").lines()).isNotEmpty();
    }

    @OnBothDatabases
    void anOrderFromBeforeSheWasAMemberIsFoundByTheCustomer(StoreDatabase database) {
        Orders orders = new Orders(database);
        orders.read("before", Optional.empty());
        orders.erase(new MemberId(Ids.next()));
        assertThat(orders.kept("before")).doesNotContain(CUSTOMER);
    }

    @OnBothDatabases
    void aLaterReadBringsNothingBackAlsoWhenSheIsANewMember(StoreDatabase database) {
        Orders orders = new Orders(database);
        MemberId member = new MemberId(Ids.next());
        orders.read("old", Optional.of(new Known(member, false)));
        orders.erase(member);

        Known erased = orders.erasedBuyer("old");
        assertThat(erased).isEqualTo(new Known(member, true));
        orders.read("old", Optional.of(erased));
        assertThat(orders.kept("old")).doesNotContain(CUSTOMER);
        assertThat(orders.erasedBuyer("old")).isEqualTo(erased);
    }

    @OnBothDatabases
    void anOrderThatIsFirstReadAfterTheErasureIsKeptWithoutHer(StoreDatabase database) {
        Orders orders = new Orders(database);
        orders.read("late", Optional.of(new Known(new MemberId(Ids.next()), true)));
        assertThat(orders.kept("late")).doesNotContain(CUSTOMER);
    }

    @OnBothDatabases
    void aCommandThatWaitsKeepsTheCustomerUntilItHasEnded(StoreDatabase database) {
        Orders orders = new Orders(database);
        String done = orders.command("done-" + Ids.next());
        orders.end(done);
        String waiting = orders.command("waiting-" + Ids.next());
        orders.erase(new MemberId(Ids.next()));
        assertThat(orders.payload(done)).doesNotContain(CUSTOMER);
        assertThat(orders.payload(waiting)).contains(CUSTOMER);
        orders.end(waiting);
        assertThat(orders.payload(waiting)).doesNotContain(CUSTOMER);
    }

    @OnBothDatabases
    void whyAnOrderCouldNotBeAppliedIsRemovedAndNotWrittenAgain(StoreDatabase database) {
        Orders orders = new Orders(database);
        MemberId member = new MemberId(Ids.next());
        orders.read("hers", Optional.of(new Known(member, false)));
        orders.read("another's", Optional.of(new Known(new MemberId(Ids.next()), false)));
        orders.placedBy("customer-2", "another's");
        for (String order : List.of("hers", "another's", "never applied")) {
            for (int failures = 0; failures < 3; failures++) {
                orders.fail(order);
            }
            assertThat(orders.failure(order)).contains("Ada Lovelace");
        }
        assertThat(orders.alarms()).hasSize(3).allMatch(message -> message.contains("Ada Lovelace"));

        orders.erase(member);

        assertThat(orders.failure("hers")).doesNotContain("Ada Lovelace").contains("removed");
        assertThat(orders.failure("never applied"))
                .as("nobody knows whose it is")
                .doesNotContain("Ada Lovelace");
        assertThat(orders.failure("another's")).contains("Ada Lovelace");
        assertThat(orders.alarms())
                .filteredOn(message -> message.contains("Ada Lovelace"))
                .singleElement()
                .asString()
                .contains("another's");

        orders.fail("hers");
        assertThat(orders.failure("hers")).doesNotContain("Ada Lovelace").contains("not kept");
    }

    @OnBothDatabases
    void alarmsDoNotNameAnErasedCustomer(StoreDatabase database) {
        Orders orders = new Orders(database);
        Alarms alarms = database.bean(Alarms.class);
        alarms.raise(orders.store.store(), "one", "test", "Pay back to customer " + CUSTOMER + ".");
        alarms.raise(orders.store.store(), "two", "test", "Pay back to customer " + CUSTOMER + "1.");
        orders.erase(new MemberId(Ids.next()));
        List<String> messages = alarms.open(orders.store.store(), null, 10).items().stream()
                .map(Alarms.Alarm::message)
                .toList();
        assertThat(messages)
                .containsExactlyInAnyOrder(
                        "Pay back to an erased customer.", "Pay back to customer " + CUSTOMER + "1.");
    }

    /** The orders of a store of its own. */
    private static final class Orders {

        private final StoreDatabase store;
        private final OrderBook book;

        Orders(StoreDatabase database) {
            this.store = database.anotherStore();
            this.book = database.bean(OrderBook.class);
        }

        void read(String orderId, Optional<Known> buyer) {
            store.bean(OrderMarks.class).markNow(store.store(), orderId);
            long readNo =
                    book.beginReads(store.store(), List.of(orderId)).get(0).readNo();
            store.transactions()
                    .inStore(
                            store.store(),
                            () -> book.apply(
                                    store.store(),
                                    AnOrder.of()
                                            .called(orderId)
                                            .line(1_000, 190)
                                            .coupon("ADA10")
                                            .paid()
                                            .snapshot(),
                                    buyer,
                                    readNo));
        }

        void placedBy(String customer, String orderId) {
            store.transactions().inStore(store.store(), () -> store.sql()
                    .update(
                            store.store(),
                            "update order_snapshot set customer_id = ? where store_id = :store and order_id = ?",
                            customer,
                            orderId));
        }

        void fail(String orderId) {
            store.bean(OrderMarks.class).markNow(store.store(), orderId);
            long readNo =
                    book.beginReads(store.store(), List.of(orderId)).get(0).readNo();
            RuntimeException thrown = new IllegalStateException("no country of Ada Lovelace");
            store.bean(PostponedOrders.class)
                    .failed(store.store(), orderId, readNo, OrderFailure.of(thrown, true), thrown);
        }

        String failure(String orderId) {
            return store.transactions()
                    .inStore(store.store(), () -> store.sql()
                            .first(
                                    store.store(),
                                    "select failure from order_snapshot where store_id = :store and order_id = ?",
                                    row -> row.getString("failure"),
                                    orderId))
                    .orElseThrow();
        }

        List<String> alarms() {
            return store.bean(Alarms.class).open(store.store(), null, 10).items().stream()
                    .map(Alarms.Alarm::message)
                    .toList();
        }

        void erase(MemberId member) {
            store.transactions().inStore(store.store(), () -> store.bean(ErasedCustomers.class)
                    .erase(store.store(), member, List.of(CUSTOMER)));
        }

        Known erasedBuyer(String orderId) {
            return store.transactions()
                    .inStore(store.store(), () -> book.lock(store.store(), orderId))
                    .orElseThrow()
                    .erased();
        }

        OrderSnapshot last(String orderId) {
            return store.transactions()
                    .inStore(store.store(), () -> book.last(store.store(), orderId))
                    .orElseThrow();
        }

        /** All texts of the order's row. */
        String kept(String orderId) {
            return store.transactions()
                    .inStore(store.store(), () -> store.sql()
                            .first(
                                    store.store(),
                                    "select snapshot || ' ' || coalesce(customer_id, '') as kept from order_snapshot"
                                            + " where store_id = :store and order_id = ?",
                                    row -> row.getString("kept"),
                                    orderId))
                    .orElseThrow();
        }

        String command(String key) {
            store.transactions().inStore(store.store(), () -> store.sql()
                    .update(
                            store.store(),
                            "insert into shop_command (store_id, id, command_key, kind, customer_id, payload, state, attempts, created_at)"
                                    + " values (:store, ?, ?, 'GiveCredit', ?, ?, 'WAITING', 0, now())",
                            Ids.next(),
                            key,
                            CUSTOMER,
                            "{\"customerId\":\"" + CUSTOMER + "\"}"));
            return key;
        }

        void end(String key) {
            UUID id = store.transactions()
                    .inStore(store.store(), () -> store.sql()
                            .first(
                                    store.store(),
                                    "select id from shop_command where store_id = :store and command_key = ?",
                                    row -> shop.gather.platform.database.StoreSql.uuid(row, "id"),
                                    key))
                    .orElseThrow();
            store.transactions().inStore(store.store(), () -> store.bean(ShopCommands.class)
                    .end(store.store(), id, ShopCommands.State.DONE, null, null));
        }

        String payload(String key) {
            return store.transactions()
                    .inStore(store.store(), () -> store.sql()
                            .first(
                                    store.store(),
                                    "select payload || coalesce(customer_id, '') as payload from shop_command"
                                            + " where store_id = :store and command_key = ?",
                                    row -> row.getString("payload"),
                                    key))
                    .orElseThrow();
        }
    }
}
