package shop.gather.groupbuy;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.groupbuy.Campaign.PriceBy;
import shop.gather.groupbuy.Participations.State;
import shop.gather.ledger.StoreDatabase;

/** The order shows a refund whose money has not left: the buyer is told that it came back once the shop at least says that it is done, and it is asked for once. */
class UnsettledRefundTest {

    private static EmbeddedPostgres postgres;
    private static List<StoreDatabase> databases;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        databases = List.of(
                StoreDatabase.fresh(),
                StoreDatabase.at("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres"));
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    static List<StoreDatabase> databases() {
        return databases;
    }

    /** The shop's server stopped while its gateway worked, and the owner deletes what it left behind. */
    @ParameterizedTest
    @MethodSource("databases")
    void aPlaceIsNotReturnedByARefundThatTheShopDoesNotCallDone(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        String key = "refund:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1).cancelled();
        place.asked(key);
        order.begin("p1", 1490, null, key);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.FAILED);
        order.lose(key);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.FAILED);
        assertThat(place.events("participation.returned")).isZero();
        assertThat(place.tasks()).isEmpty();

        order.refund("p1", 1490, null, key);
        place.read(order);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
        assertThat(place.events("participation.returned")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void norByWhatACaptureGivesBackAtOnce(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.LATE);
        String capture = "capture-rest:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 1995, 490).paidIn(1).withoutTea(1);
        order.begin("p1", 1000, "l1", capture + "/rest");
        place.done(capture + "0", 1);
        place.read(order);
        assertThat(place.state()).as("another payment was captured").isEqualTo(State.LATE);

        place.done(capture, 1);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }

    /** A payment provider may need days. What becomes free in the order meanwhile is not the team's. */
    @ParameterizedTest
    @MethodSource("databases")
    void whatTheShopCallsDoneDoesNotKeepThePlaceOpen(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        String key = "refund:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 1995, 490).paidIn(1).withoutTea(1);
        order.begin("p1", 1000, "l1", key);
        place.done(key, 11);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);

        order.withoutMug();
        place.read(order);
        assertThat(place.tasks()).as("the mug's money is its seller's matter").isEmpty();

        order.lose(key);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.kind())
                .isEqualTo("refund-not-seen"));
    }

    /** The shop keeps a refund that it would not settle: a person is still to do it. */
    @ParameterizedTest
    @MethodSource("databases")
    void whatTheShopRefusedStaysATaskUntilItIsSettled(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        String key = "refund:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1).cancelled();
        place.refused(key);
        place.read(order);
        order.begin("p1", 1490, null, key);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.kind())
                .isEqualTo("refund-to-pay"));
        assertThat(place.state()).isEqualTo(State.FAILED);

        order.settle(key);
        place.read(order);
        assertThat(place.tasks()).isEmpty();
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }
}
