package shop.gather.shop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.Page;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.command.CommandHistory.View;
import shop.gather.shop.command.ShopCommands.State;

/** What owners are told of commands. */
class CommandHistoryTest {

    private static StoreDatabase aStoreOn(StoreDatabase shared) {
        StoreDatabase node = shared.anotherNode();
        SchedulingWithoutServer.on(node);
        return node.anotherStore();
    }

    private static void issue(StoreDatabase database, String order) {
        database.transactions().inStore(database.store(), () -> database.bean(ShopCommands.class)
                .issue(
                        database.store(),
                        CommandKey.of(Purpose.CANCEL_ORDER, new ParticipationId(Ids.next())),
                        new ShopCommand.CancelOrder(order, "The team failed.")));
    }

    private static Page<View> page(StoreDatabase database, State state, String cursor, int limit) {
        return database.bean(CommandHistory.class).page(database.store(), state, cursor, limit);
    }

    @OnBothDatabases
    void aPageGoesOnWhereTheLastOneEndedAndKeepsTheState(StoreDatabase shared) {
        StoreDatabase database = aStoreOn(shared);
        List<String> orders = new ArrayList<>(List.of("1", "2", "3", "4", "5"));
        orders.forEach(order -> issue(database, order));
        Collections.reverse(orders);
        UUID third = page(database, null, null, 10).items().get(2).id();
        database.transactions().inStore(database.store(), () -> database.bean(ShopCommands.class)
                .end(database.store(), third, State.REFUSED, null, "The order was shipped."));

        Page<View> first = page(database, null, null, 3);
        assertThat(first.items()).extracting(View::orderId).isEqualTo(orders.subList(0, 3));
        assertThat(page(database, null, first.next(), 3).items())
                .extracting(View::orderId)
                .isEqualTo(orders.subList(3, 5));
        assertThat(page(database, State.WAITING, null, 10).items())
                .extracting(View::orderId)
                .containsExactly("5", "4", "2", "1");
        assertThat(page(database, State.REFUSED, null, 10).items())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.id()).isEqualTo(third);
                    assertThat(refused.kind()).isEqualTo("CancelOrder");
                    assertThat(refused.attempts()).isEqualTo(1);
                    assertThat(refused.outcome()).isEqualTo("The order was shipped.");
                    assertThat(refused.createdAt()).isBeforeOrEqualTo(refused.endedAt());
                });
    }

    @OnBothDatabases
    void anotherStoresCommandsAreNotSeen(StoreDatabase shared) {
        StoreDatabase database = aStoreOn(shared);
        issue(database, "1");
        assertThat(page(database.anotherStore(), null, null, 10).items()).isEmpty();
    }
}
