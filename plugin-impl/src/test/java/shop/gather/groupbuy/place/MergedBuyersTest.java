package shop.gather.groupbuy.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.fulfilment.pickup.PickupsOnDatabase;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;

/** Whose place it is after two members were merged. */
class MergedBuyersTest {

    private PickupsOnDatabase store;

    private void aStore(StoreDatabase shared) {
        store = new PickupsOnDatabase(
                shared, new PickupAtPoints(null, Duration.ZERO, Duration.ofDays(1), null, null, null));
    }

    private void merge(MemberId from, MemberId into, boolean told) {
        MergedBuyers buyers = store.database().bean(MergedBuyers.class);
        store.database()
                .transactions()
                .inStore(store.store(), () -> buyers.on(new MembersMerged(store.store(), from, into, told)));
    }

    private MemberId buyerOf(ParticipationId place) {
        return store.place(place).member();
    }

    /** As the buyer's own key of the join, which differs from those of other joins. */
    private void keyed(ParticipationId place, String key) {
        store.write("update participation set idempotency_key = ? where store_id = :store and id = ?", key, place);
    }

    @OnBothDatabases
    void aConfirmedPlaceIsCollectedByTheRemainingMember(StoreDatabase shared) {
        aStore(shared);
        ParticipationId confirmed = store.aConfirmedPlace(store.aPoint());
        store.write(
                "update participation set order_id = 'o-1', line_id = 'l-1' where store_id = :store and id = ?",
                confirmed);
        keyed(confirmed, "one");
        MemberId from = buyerOf(confirmed);
        MemberId into = buyerOf(store.aPlace(State.EXPIRED));
        String code = store.view(confirmed).code();
        assertThat(code).isNotNull();
        merge(from, into, false);
        assertThat(buyerOf(confirmed))
                .as("the customer whom the shop knows stays")
                .isEqualTo(from);
        merge(from, into, true);
        assertThat(buyerOf(confirmed)).isEqualTo(into);
        assertThat(store.place(confirmed).orderId()).isEqualTo("o-1");
        assertThat(store.place(confirmed).state()).isEqualTo(State.CONFIRMED);
        assertThat(store.view(confirmed).code()).as("the same code").isEqualTo(code);
    }

    @OnBothDatabases
    void whatWasReturnedOrHasTheSameKeyStays(StoreDatabase shared) {
        aStore(shared);
        store.aPoint();
        ParticipationId returned = store.aPlace(State.RETURNED);
        ParticipationId sameKey = store.aConfirmedPlace(null);
        MemberId into = buyerOf(store.aPlace(State.EXPIRED));
        store.write("update participation set order_id = 'o-2' where store_id = :store and id = ?", returned);
        merge(buyerOf(returned), into, true);
        assertThat(buyerOf(returned)).isNotEqualTo(into);
        merge(buyerOf(sameKey), into, true);
        assertThat(buyerOf(sameKey))
                .as("the key of a join is unique for a member")
                .isNotEqualTo(into);
    }
}
