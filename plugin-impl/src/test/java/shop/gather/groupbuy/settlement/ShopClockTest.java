package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.THEN;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.CandidateOrders;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.UnreadableOrders;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.shop.clock.MeasuredClock;
import shop.gather.shop.connection.ScriptedAdapter;

/**
 * A shop's clock that is ahead or behind, by five minutes, neither costs a buyer the place nor lets an older order pay.
 * Orders are stated to be placed at {@code THEN}.
 */
class ShopClockTest {

    private static final Duration BEHIND = Duration.ofMinutes(-5);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    @OnBothDatabases
    void anOrderPlacedASecondAfterThePlaceWasTakenPaysThoughTheShopsClockIsBehind(StoreDatabase shared) {
        Instant taken = THEN.minus(BEHIND).minusSeconds(1);
        assertThat(paid(shared, BEHIND, taken, taken.plus(HOUR))).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderPlacedASecondBeforeTheHoldEndedPaysThoughTheShopsClockIsAhead(StoreDatabase shared) {
        Instant until = THEN.minus(AHEAD).plusSeconds(1);
        assertThat(paid(shared, AHEAD, until.minus(HOUR), until)).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderFromBeforeThePlaceWasTakenDoesNotPay(StoreDatabase shared) {
        Instant taken = THEN.minus(AHEAD).plusSeconds(20);
        assertThat(paid(shared, AHEAD, taken, taken.plus(HOUR))).as("ahead").isEqualTo(State.HELD);
        Instant agreed = THEN.plusSeconds(20);
        assertThat(paid(shared, Duration.ZERO, agreed, agreed.plus(HOUR)))
                .as("in agreement")
                .isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void aPaymentBeforeTheDeadlineCountsThoughTheShopsClockIsAhead(StoreDatabase shared) {
        Instant deadline = THEN.minus(AHEAD).plusSeconds(2);
        PlacesOnDatabase place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED)
                .heldFrom(deadline.minus(HOUR), deadline)
                .endingAt(deadline);
        MeasuredClock.of(place.database(), AHEAD);
        place.read(inEuro().article("tea", 1, 1_000).captured(1_000));
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    private static State paid(StoreDatabase shared, Duration ahead, Instant taken, Instant until) {
        PlacesOnDatabase place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED).heldFrom(taken, until);
        MeasuredClock.of(place.database(), ahead);
        place.read(inEuro().article("tea", 1, 1_000).captured(1_000));
        return place.state();
    }

    @OnBothDatabases
    void beforeAPlaceIsGivenUpTheShopIsAskedByItsOwnClock(StoreDatabase shared) {
        List<Instant> asked = asked(shared, BEHIND, false);
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0)).isBetween(THEN.plus(BEHIND).minusSeconds(5), THEN.plus(BEHIND));
        assertThat(asked(shared, Duration.ZERO, false)).singleElement().satisfies(since -> assertThat(since)
                .isBetween(THEN.minusSeconds(4), THEN));
    }

    /** A node that has just started has measured nothing. */
    @OnBothDatabases
    void anAnswerThatShowsTheShopsClockToBeBehindHasItAskedAgain(StoreDatabase shared) {
        assertThat(asked(shared, BEHIND, true)).hasSize(2).last().satisfies(since -> assertThat(since)
                .isBetween(THEN.plus(BEHIND).minusSeconds(5), THEN.plus(BEHIND)));
    }

    /**
     * Since when the shop is asked for the orders of a buyer whose place was taken at {@code THEN}; its order is read.
     */
    private static List<Instant> asked(StoreDatabase shared, Duration ahead, boolean measuredByTheAnswer) {
        List<String> applied = new ArrayList<>();
        UnreadableOrders shop =
                new UnreadableOrders(shared, read -> applied.add(read.order().orderId()));
        StoreDatabase database = shop.database();
        String order = shop.id("order");
        String customer = shop.id("customer");
        MemberId member = member(database, customer);
        List<Instant> asked = new ArrayList<>();
        ScriptedAdapter.answers(order, () -> Optional.of(UnreadableOrders.order(order, Map.of())));
        ScriptedAdapter.lists(customer, since -> {
            asked.add(since);
            MeasuredClock.of(database, ahead);
            return THEN.plus(ahead).isBefore(since) ? List.of() : List.of(order);
        });
        if (!measuredByTheAnswer) {
            MeasuredClock.of(database, ahead);
        }
        CandidateOrders.Candidates candidates =
                database.bean(CandidateOrders.class).read(database.store(), place(member));
        assertThat(candidates.waiting()).isEmpty();
        assertThat(applied).containsExactly(order);
        return asked;
    }

    private static MemberId member(StoreDatabase database, String customer) {
        MemberId member = new MemberId(Ids.next());
        database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values "
                                    + "(:store, ?, 'Mia', now(), now())",
                            member);
            database.sql()
                    .update(
                            database.store(),
                            "insert into member_alias (store_id, customer_id, member_id, since) values (:store, ?, ?, now())",
                            customer,
                            member);
        });
        return member;
    }

    private static Participation place(MemberId member) {
        return new Participation(
                new ParticipationId(Ids.next()),
                new TeamId(Ids.next()),
                new CampaignId(Ids.next()),
                member,
                1,
                0,
                null,
                State.HELD,
                null,
                Participation.Admission.READY,
                null,
                null,
                THEN,
                null,
                null,
                null,
                null,
                THEN);
    }
}
