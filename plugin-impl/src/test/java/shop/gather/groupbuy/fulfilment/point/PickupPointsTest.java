package shop.gather.groupbuy.fulfilment.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Pickup points of a store: who and what they name, which of them can be chosen, and their versions. */
class PickupPointsTest {

    private StoreDatabase database;
    private PickupPoints points;

    private void aStore(StoreDatabase shared) {
        database = shared.anotherStore().anotherNode();
        database.with(PickupCommunities.class, (store, community) -> false);
        points = database.bean(PickupPoints.class);
    }

    private static PointRequest request(String name, String leader, String community, boolean active) {
        return new PointRequest(
                name,
                List.of("1 Long Street ", "10115 Berlin"),
                "Europe/Berlin",
                null,
                new BigDecimal("52.5321"),
                new BigDecimal("13.3849"),
                5,
                null,
                leader,
                community,
                active);
    }

    private PickupPoint create(PointRequest wanted) {
        return database.transactions()
                .inStore(database.store(), () -> points.create(database.store(), "owner:test", wanted));
    }

    private static PickupAtPoints at(PickupPointId... ids) {
        return new PickupAtPoints(List.of(ids), Duration.ZERO, null, null, null, null);
    }

    @OnBothDatabases
    void whatIsStoredIsReadAgain(StoreDatabase shared) {
        aStore(shared);
        LeaderId leader = database.leader();
        PickupPoint point = create(request(" Corner shop ", leader.toString(), null, true));
        PickupPointView view = PickupPointView.of(points.require(database.store(), point.id()));
        assertThat(view.name()).isEqualTo("Corner shop");
        assertThat(view.addressLines()).containsExactly("1 Long Street", "10115 Berlin");
        assertThat(view.latitude()).isEqualTo(52.5321);
        assertThat(view.capacity()).isEqualTo(5);
        assertThat(view.capacityPer()).isEqualTo(CapacityPer.CAMPAIGN);
        assertThat(view.leaderId()).isEqualTo(leader);
        assertThat(point.label()).isEqualTo("Corner shop, 1 Long Street, 10115 Berlin");
        assertThat(points.requireOf(database.store(), leader, point.id()).id()).isEqualTo(point.id());
        LeaderId other = database.leader();
        assertThatThrownBy(() -> points.requireOf(database.store(), other, point.id()))
                .isInstanceOf(ProblemException.class);
    }

    @OnBothDatabases
    void aPointNamesOnlyLeadersAndCommunitiesOfTheStore(StoreDatabase shared) {
        aStore(shared);
        LeaderId foreign = shared.anotherStore().leader();
        assertThat(refusal(request("Shop", foreign.toString(), null, true))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(request("Shop", null, Ids.next().toString(), true))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(request("Shop", null, "no-id", true))).isEqualTo(ProblemCode.NOT_FOUND);
    }

    private ProblemCode refusal(PointRequest wanted) {
        try {
            create(wanted);
            return null;
        } catch (ProblemException refused) {
            return refused.code();
        }
    }

    @OnBothDatabases
    void onlyActivePointsOfThePolicyCanBeChosen(StoreDatabase shared) {
        aStore(shared);
        PickupPointId one = create(request("One", null, null, true)).id();
        PickupPointId two = create(request("Two", null, null, true)).id();
        PickupPointId closed = create(request("Closed", null, null, false)).id();
        assertThat(points.choosable(database.store(), at(), 10))
                .extracting(PickupPoint::id)
                .containsExactly(two, one);
        assertThat(points.choosable(database.store(), at(one, closed), 10))
                .extracting(PickupPoint::id)
                .containsExactly(one);
        assertThat(points.active(database.store(), at(one), UUID.randomUUID(), null, 10)
                        .items())
                .as("of a community")
                .isEmpty();
        points.requireKnown(database.store(), at(one, closed));
        PickupPointId foreign = new PickupPointId(Ids.next());
        assertThatThrownBy(() -> points.requireKnown(database.store(), at(one, foreign)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(foreign.toString());
    }

    @OnBothDatabases
    void aChangeNeedsTheVersionThatWasRead(StoreDatabase shared) {
        aStore(shared);
        PickupPointId id = create(request("One", null, null, true)).id();
        PickupPoint changed =
                points.change(database.store(), "owner:test", id, "\"0\"", request("Renamed", null, null, false));
        assertThat(changed.name()).isEqualTo("Renamed");
        assertThat(changed.isActive()).isFalse();
        assertThat(changed.version()).isEqualTo(1);
        assertThatThrownBy(() ->
                        points.change(database.store(), "owner:test", id, "\"0\"", request("Again", null, null, true)))
                .isInstanceOf(ProblemException.class)
                .satisfies(failure ->
                        assertThat(((ProblemException) failure).code()).isEqualTo(ProblemCode.VERSION_MISMATCH));
    }
}
