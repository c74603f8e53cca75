package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.Intake.Reading;
import shop.gather.platform.http.Page;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** An order that cannot be read or applied is one order's problem, and somebody learns of it. */
class PostponedOrdersTest {

    private final Set<String> broken = new HashSet<>();
    private UnreadableOrders orders;

    private void aStoreOn(StoreDatabase shared) {
        broken.clear();
        orders = new UnreadableOrders(shared, read -> {
            if (broken.contains(read.order().orderId())) {
                throw new ArithmeticException("Rounding necessary");
            }
        });
    }

    private String anOrder(String name) {
        String id = orders.id(name);
        ScriptedAdapter.answers(id, () -> Optional.of(UnreadableOrders.order(id, Map.of())));
        return id;
    }

    private String aBrokenOrder() {
        String id = anOrder("broken");
        broken.add(id);
        return id;
    }

    /** Makes the next try due, as time does. */
    private Reading tryAgain(String order) {
        orders.failingFor(order, 0);
        return orders.intake().readNow(orders.database().store(), order);
    }

    @OnBothDatabases
    void anOrderThatCannotBeAppliedIsTriedLessAndLessOftenAndIsOneAlarm(StoreDatabase shared) {
        aStoreOn(shared);
        String bad = aBrokenOrder();
        List<Long> pauses = new ArrayList<>();
        assertThat(orders.intake().readNow(orders.database().store(), bad)).isEqualTo(Reading.POSTPONED);
        pauses.add(orders.pause(bad));
        PostponedOrders.View first = orders.postponed().get(0);
        for (int tries = 2; tries <= 12; tries++) {
            assertThat(tryAgain(bad)).isEqualTo(Reading.POSTPONED);
            pauses.add(orders.pause(bad));
        }
        assertThat(pauses).isSorted();
        assertThat(pauses.get(11)).isBetween(290L, 300L);
        assertThat(orders.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("order-postponed");
            assertThat(alarm.message()).contains(bad, "ArithmeticException: Rounding necessary");
        });
        assertThat(orders.postponed()).singleElement().satisfies(order -> {
            assertThat(order.orderId()).isEqualTo(bad);
            assertThat(order.failures()).isEqualTo(12);
            assertThat(order.id()).isEqualTo(first.id());
            assertThat(order.since()).isEqualTo(first.since());
        });

        broken.clear();
        assertThat(tryAgain(bad)).isEqualTo(Reading.APPLIED);
        assertThat(orders.alarms()).isEmpty();
        assertThat(orders.postponed()).isEmpty();
    }

    @OnBothDatabases
    void aBrokenOrderIsAppliedInPartByNobodyAndDelaysNoOther(StoreDatabase shared) {
        aStoreOn(shared);
        String bad = aBrokenOrder();
        orders.intake().readNow(orders.database().store(), bad);
        assertThat(orders.kept(bad)).isEmpty();
        assertThat(orders.intake().readNow(orders.database().store(), anOrder("good")))
                .isEqualTo(Reading.APPLIED);
    }

    @OnBothDatabases
    void anOrderThatCannotBeAppliedForAQuarterOfAnHourIsSetAside(StoreDatabase shared) {
        aStoreOn(shared);
        String bad = aBrokenOrder();
        orders.intake().readNow(orders.database().store(), bad);
        orders.failingFor(bad, 14);
        assertThat(orders.intake().readNow(orders.database().store(), bad)).isEqualTo(Reading.POSTPONED);
        orders.failingFor(bad, 16);
        assertThat(orders.intake().readNow(orders.database().store(), bad)).isEqualTo(Reading.SET_ASIDE);
    }

    @OnBothDatabases
    void aShopOutOfReachIsNoAlarmOfAnOrderAndDecidesNothing(StoreDatabase shared) {
        aStoreOn(shared);
        String id = orders.id("away");
        ScriptedAdapter.answers(id, () -> {
            throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
        });
        for (int tries = 0; tries < 12; tries++) {
            assertThatThrownBy(() -> orders.intake().readNow(orders.database().store(), id))
                    .isInstanceOf(ShopException.class);
        }
        assertThat(orders.alarms()).isEmpty();
    }

    @OnBothDatabases
    void aSkippedOrderIsReadAgainWhenTheShopReportsAChange(StoreDatabase shared) {
        aStoreOn(shared);
        AtomicInteger asked = new AtomicInteger();
        String id = orders.id("skipped");
        ScriptedAdapter.answers(id, () -> {
            asked.incrementAndGet();
            throw new IllegalStateException("a mistake in the adapter");
        });
        for (int tries = 0; tries < 3; tries++) {
            orders.failingFor(id, 0);
            orders.intake().readNow(orders.database().store(), id);
        }
        PostponedOrders postponed = orders.database().bean(PostponedOrders.class);
        orders.database().transactions().inStore(orders.database().store(), () -> {
            postponed.skip(orders.database().store(), id);
        });
        assertThat(orders.alarms()).isEmpty();
        assertThat(orders.postponed()).singleElement().satisfies(order -> {
            assertThat(order.skipped()).isTrue();
            assertThat(order.nextTryAt()).isNull();
        });
        int before = asked.get();
        assertThat(orders.intake().readNow(orders.database().store(), id)).isEqualTo(Reading.SET_ASIDE);
        assertThat(asked).hasValue(before);

        orders.database().bean(OrderMarks.class).reported(orders.database().store(), List.of(id));
        ScriptedAdapter.answers(id, () -> Optional.of(UnreadableOrders.order(id, Map.of())));
        assertThat(orders.intake().readNow(orders.database().store(), id)).isEqualTo(Reading.APPLIED);
        assertThat(orders.postponed()).isEmpty();
    }

    @OnBothDatabases
    void theOwnersListHasPagesAndAnOrderOfItIsRetriedAtOnce(StoreDatabase shared) {
        aStoreOn(shared);
        StoreDatabase database = orders.database();
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = anOrder("broken" + i);
            broken.add(id);
            orders.intake().readNow(database.store(), id);
            bad.add(0, id);
        }
        PostponedOrders postponed = database.bean(PostponedOrders.class);
        Page<PostponedOrders.View> first = postponed.page(database.store(), null, 2);
        assertThat(first.items()).extracting(PostponedOrders.View::orderId).isEqualTo(bad.subList(0, 2));
        assertThat(postponed.page(database.store(), first.next(), 2).items())
                .extracting(PostponedOrders.View::orderId)
                .isEqualTo(bad.subList(2, 3));
        StoreDatabase other = database.anotherStore();
        assertThat(postponed.page(other.store(), null, 2).items()).isEmpty();
        UUID id = first.items().get(0).id();
        assertThat(other.transactions().inStore(other.store(), () -> postponed.lock(id)))
                .isEmpty();

        broken.clear();
        assertThat(orders.intake().readNow(database.store(), bad.get(0))).isEqualTo(Reading.POSTPONED);
        database.transactions().inStore(database.store(), () -> {
            assertThat(postponed.lock(id)).get().isEqualTo(first.items().get(0));
            postponed.retry(bad.get(0));
        });
        assertThat(orders.intake().readNow(database.store(), bad.get(0))).isEqualTo(Reading.APPLIED);
    }

    @OnBothDatabases
    void metadataThatABuyerWritesIsNotKeptAndKeepsNoOrderUnread(StoreDatabase shared) {
        aStoreOn(shared);
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            metadata.put("note_" + i, "\u0000" + "x".repeat(4_000));
        }
        metadata.put(OrderMetadata.PARTICIPATION, "a place");
        String id = orders.id("talkative");
        ScriptedAdapter.answers(id, () -> Optional.of(UnreadableOrders.order(id, metadata)));
        assertThat(orders.intake().readNow(orders.database().store(), id)).isEqualTo(Reading.APPLIED);
        assertThat(orders.kept(id)).contains("a place").doesNotContain("note_").hasSizeLessThan(2_000);
    }
}
