package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.shop.alarm.Alarms;

/**
 * The shop said that it gave money back, and the order does not show it, or no more: after ten minutes a person is
 * asked, once, and nothing is paid a second time.
 */
class LostRefundTest {

    @OnBothDatabases
    void aRebateThatTheProviderDropsIsATaskUntilTheMoneyIsSeen(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.CONFIRMED);
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidIn(1);
        String key = "rebate:" + place.id() + ":p1";
        place.done(key, 0);
        order.refund("p1", 299, "l1", key);
        place.read(order);
        assertThat(place.tasks()).isEmpty();

        order.lose(key);
        place.done(key, 9);
        place.read(order);
        assertThat(place.tasks()).as("it may come yet").isEmpty();
        assertThat(place.lookedAtAgain().orElseThrow())
                .as("and the order is read once more when it should have")
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofSeconds(61)));

        place.done(key, 11);
        place.read(order);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("refund-not-seen");
            assertThat(task.message()).contains("EUR 2.99", "order R-7", "customer customer-1");
        });

        assertThat(order.refund(299, null, null)).isTrue();
        place.read(order);
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void moneyOfAFailedTeamThatNeverShowsIsATask(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1).cancelled();
        String key = "refund:" + place.id() + ":p1";
        place.done(key, 1);
        place.read(order);
        assertThat(place.tasks()).isEmpty();

        place.done(key, 11);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("refund-not-seen");
            assertThat(task.message()).contains("EUR 14.90", "order R-7");
        });
        assertThat(place.state()).isEqualTo(State.FAILED);

        order.refund("p1", 1490, null, key);
        place.read(order);
        assertThat(place.tasks()).isEmpty();
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }

    @OnBothDatabases
    void moneyThatIsLostAfterThePlaceWasGivenBackIsATaskToo(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1).cancelled();
        String key = "refund:" + place.id() + ":p1";
        place.done(key, 11);
        order.refund("p1", 1490, null, key);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
        assertThat(place.tasks()).isEmpty();

        order.lose(key);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.message())
                .contains("EUR 14.90", "order R-7"));

        order.refund("p1", 1490, null, null);
        place.read(order);
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void ofTwoRefundsThatAreNotSeenTheOlderIsLookedForFirst(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        PaidOrder order =
                new PaidOrder(1, 1000, 0, 490).paidOnly(1000).paidOnly(490).cancelled();
        String older = "refund:" + place.id() + ":p1";
        String younger = "refund:" + place.id() + ":p2";
        place.done(older, 9);
        place.done(younger, 1);
        place.read(order);
        assertThat(place.lookedAtAgain().orElseThrow())
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofSeconds(61)));

        place.done(older, 11);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.message())
                .contains("EUR 10.00"));
        assertThat(place.lookedAtAgain().orElseThrow())
                .as("and then the younger")
                .isAfter(Instant.now().plus(Duration.ofSeconds(61)));

        place.done(older, 1);
        place.done(younger, 9);
        place.read(order);
        assertThat(place.lookedAtAgain().orElseThrow())
                .as("whichever payment it is of")
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofSeconds(61)));
    }

    @OnBothDatabases
    void whatTheShopRefusedStaysATaskWhileAnotherPaymentsRefundIsNotSeen(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        PaidOrder order =
                new PaidOrder(1, 1000, 0, 490).paidOnly(1000).paidOnly(490).cancelled();
        String refused = "refund:" + place.id() + ":p1";
        String lost = "refund:" + place.id() + ":p2";
        place.refused(refused);
        place.done(lost, 1);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("refund-to-pay");
            assertThat(task.message()).contains("EUR 10.00");
        });
        assertThat(place.lookedAtAgain()).as("for what may come yet").isPresent();

        place.done(lost, 11);
        place.read(order);
        assertThat(place.tasks())
                .extracting(Alarms.Alarm::kind)
                .containsExactlyInAnyOrder("refund-to-pay", "refund-not-seen");
        assertThat(place.tasks()).allSatisfy(task -> assertThat(task.message())
                .contains(task.kind().equals("refund-to-pay") ? "EUR 10.00" : "EUR 4.90"));

        assertThat(order.refund("p2", 490, null, null)).isTrue();
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("refund-to-pay");
            assertThat(task.message()).contains("EUR 10.00");
        });

        assertThat(order.refund("p1", 1000, null, null)).isTrue();
        place.read(order);
        assertThat(place.tasks()).isEmpty();
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }

    @OnBothDatabases
    void whatIsLostAfterThePlaceWasGivenBackIsNoMoreThanItsPayment(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.RETURNED);
        PaidOrder order = new PaidOrder(1, 1000, 1995, 490)
                .paidOnly(2995)
                .paidOnly(490)
                .withoutTea(1)
                .withoutMug();
        place.done("refund:" + place.id() + ":p2", 11);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.message())
                .contains("Refund EUR 4.90"));
    }

    @OnBothDatabases
    void aCancellationThatDidNotHappenIsATask(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1);
        place.done("cancel-order:" + place.id(), 11);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("cancellation-not-seen");
            assertThat(task.message()).contains("order R-7", "EUR 14.90");
        });
    }

    @OnBothDatabases
    void anOrderThatWasReadWhenItWasDueIsNotReadForEver(StoreDatabase database) {
        PlacesOnDatabase failed = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        failed.readAsItWasDue(1, null);
        assertThat(failed.lookedAtAgain()).isEmpty();
        failed.readAsItWasDue(-1, null);
        assertThat(failed.lookedAtAgain()).as("what comes later stays").isPresent();

        PlacesOnDatabase inDanger = new PlacesOnDatabase(database, PriceBy.OFFER, State.CONFIRMED);
        inDanger.readAsItWasDue(1, Participation.PAY_AGAIN);
        assertThat(inDanger.lookedAtAgain())
                .as("until it is decided whether the buyer has paid again")
                .isPresent();
    }
}
