package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** A capture that the shop calls done must show in the order: some payment gateways fail without telling the shop. */
class UnseenCaptureTest {

    private PlacesOnDatabase place;
    private String key;

    private void aPlaceWhoseTeamHasSucceeded(StoreDatabase shared) {
        place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED);
        SchedulingWithoutServer.on(place.database());
        key = "capture:" + place.id() + ":p1";
        place.read(authorized());
        assertThat(place.commands()).containsOnlyKeys(key);
    }

    private static AnyOrder authorized() {
        return order().authorized(1_000);
    }

    private static AnyOrder order() {
        return AnyOrder.inEuro()
                .placed(PlacesOnDatabase.ORDER, "mia", AnyOrder.THEN)
                .article("tea", 1, 1_000);
    }

    @OnBothDatabases
    void aCaptureThatTheOrderDoesNotShowInTimeIsATaskAndIsNotAskedForAgain(StoreDatabase shared) {
        aPlaceWhoseTeamHasSucceeded(shared);
        place.done(key, 11);
        place.read(authorized());
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("capture-not-seen");
            assertThat(task.message()).contains("EUR 10.00", "EUR 0.00", "p1");
        });
        assertThat(place.commands()).containsOnlyKeys(key);

        place.read(order().captured(1_000));
        assertThat(place.tasks()).as("the money is there").isEmpty();
    }

    @OnBothDatabases
    void beforeThatTheOrderIsReadAgainAndNobodyIsAsked(StoreDatabase shared) {
        aPlaceWhoseTeamHasSucceeded(shared);
        place.done(key, 1);
        place.read(authorized());
        assertThat(place.tasks()).isEmpty();
        assertThat(recheckAt().orElseThrow())
                .isBetween(Instant.now().plusSeconds(400), Instant.now().plusSeconds(600));
    }

    /** Its amount was too high, as when another line was cancelled at that moment; the rest was captured for that line. */
    @OnBothDatabases
    void aRefusedCaptureIsATaskOnlyUntilWhatIsOwedIsCapturedAnotherWay(StoreDatabase shared) {
        aPlaceWhoseTeamHasSucceeded(shared);
        place.refused(key);
        place.database().transactions().inStore(place.database().store(), () -> place.database()
                .bean(Alarms.class)
                .restate(place.database().store(), "command:" + key, "shop-refused", "The shop refused Capture."));
        place.read(authorized());
        assertThat(place.tasks()).hasSize(1);

        place.read(order().captured(1_000));

        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void aCaptureOfAPartOnlyIsATask(StoreDatabase shared) {
        aPlaceWhoseTeamHasSucceeded(shared);
        place.done(key, 11);
        place.read(order().payment(PaymentKind.MONEY, PaymentState.AUTHORIZED, 1_000, 400));
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.message())
                .contains("EUR 4.00"));
    }

    private Optional<Instant> recheckAt() {
        return place.database().transactions().inStore(place.database().store(), () -> place.database()
                .sql()
                .first(
                        place.database().store(),
                        "select recheck_at from participation where store_id = :store and id = ?",
                        row -> StoreSql.instant(row, "recheck_at"),
                        place.id()));
    }
}
