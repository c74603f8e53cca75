package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.figure.TeamTimeline;
import shop.gather.groupbuy.figure.TeamTimeline.Entry;
import shop.gather.groupbuy.place.TeamHistory.What;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.LatePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** What owners read about a team. */
class TimelineTest {

    private static List<Entry> timeline(BuyersOrders orders, TeamId team, int limit) {
        List<Entry> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Entry> page = orders.database()
                    .bean(TeamTimeline.class)
                    .page(orders.database().store(), team, cursor, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private static List<Entry> timeline(BuyersOrders orders) {
        List<Entry> all = timeline(orders, orders.team().id(), 200);
        for (int limit : new int[] {1, 2, 3, 7}) {
            assertThat(timeline(orders, orders.team().id(), limit))
                    .as("pages of %d", limit)
                    .isEqualTo(all);
        }
        assertThat(all).isSortedAccordingTo(Comparator.comparing(Entry::at));
        return all;
    }

    private static List<What> of(List<Entry> all, Buyer buyer) {
        return all.stream()
                .filter(entry -> buyer.place().equals(entry.place()))
                .map(Entry::what)
                .toList();
    }

    private static List<String> ofTeam(List<Entry> all) {
        return all.stream()
                .filter(entry -> entry.place() == null)
                .map(entry -> entry.what() + " " + entry.reason())
                .toList();
    }

    @OnBothDatabases
    void aTeamThatFills(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        Buyer first = orders.aBuyerWhoHasPaid();
        orders.pays(first);
        Buyer leaver = orders.aBuyerWhoHasPaid();
        orders.pays(leaver);
        orders.leaves(leaver);
        orders.leaves(leaver);
        orders.returned(leaver);
        Buyer cancels = orders.aBuyerWhoHasPaid();
        orders.pays(cancels);
        orders.cancelled(cancels);
        orders.pays(orders.aBuyerWhoHasPaid());
        orders.pays(orders.aBuyerWhoHasPaid());
        orders.decideTeam();
        List<Entry> all = timeline(orders);
        assertThat(ofTeam(all)).containsExactly("TEAM_OPENED null", "TEAM_SUCCEEDED team-full");
        assertThat(of(all, first)).containsExactly(What.PLACE_JOINED, What.PLACE_PAID, What.PLACE_CONFIRMED);
        assertThat(of(all, leaver))
                .containsExactly(What.PLACE_JOINED, What.PLACE_PAID, What.PLACE_LEFT, What.PLACE_RETURNED);
        assertThat(of(all, cancels)).containsExactly(What.PLACE_JOINED, What.PLACE_PAID, What.PLACE_WITHDRAWN);
        assertThat(all.stream().filter(entry -> entry.what() == What.PLACE_LEFT))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.reason()).isEqualTo("left-by-the-buyer");
                    assertThat(entry.orderId()).isEqualTo(leaver.order());
                });
        List<What> kinds = all.stream().map(Entry::what).toList();
        assertThat(kinds.indexOf(What.TEAM_SUCCEEDED))
                .as("after the last payment, before the confirmations")
                .isEqualTo(kinds.lastIndexOf(What.PLACE_PAID) + 1)
                .isLessThan(kinds.indexOf(What.PLACE_CONFIRMED));
    }

    @OnBothDatabases
    void aTeamThatFails(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        Buyer paid = orders.aBuyerWhoHasPaid();
        Buyer unpaid = orders.aBuyerWhoHasNotPaid();
        orders.decideTeam();
        List<Entry> all = timeline(orders);
        assertThat(ofTeam(all))
                .containsExactly("TEAM_OPENED null", "TEAM_DEADLINE null", "TEAM_FAILED team-not-filled");
        assertThat(of(all, paid)).startsWith(What.PLACE_JOINED, What.PLACE_PAID, What.PLACE_FAILED);
        assertThat(of(all, unpaid)).containsExactly(What.PLACE_JOINED, What.PLACE_EXPIRED);
    }

    @OnBothDatabases
    void aTeamThatItsOwnerAccepts(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        orders.pays(orders.aBuyerWhoHasPaid());
        orders.acceptTeam();
        orders.decideTeam();
        assertThat(ofTeam(timeline(orders)))
                .containsExactly(
                        "TEAM_OPENED null",
                        "TEAM_ACCEPTED accepted-by-the-owner",
                        "TEAM_DEADLINE null",
                        "TEAM_SUCCEEDED minimum-reached");
    }

    @OnBothDatabases
    void aMovedPlaceIsInTheTimelinesOfBothTeams(StoreDatabase shared) {
        BuyersOrders orders =
                new BuyersOrders(shared).on(SomeTerms.team("EUR 10.00", 3).with(new LatePolicy.NextTeam()));
        orders.campaignRuns();
        TeamId other = orders.anotherTeam(3, 1, Duration.ofDays(1));
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.cancelTeam();
        orders.pays(buyer);
        assertThat(orders.teamOf(buyer)).isEqualTo(other);
        assertThat(of(timeline(orders), buyer)).containsExactly(What.PLACE_JOINED, What.PLACE_MOVED_AWAY);
        List<Entry> there = timeline(orders, other, 200);
        assertThat(of(there, buyer)).containsExactly(What.PLACE_MOVED_IN);
        assertThat(there.stream().map(Entry::reason).filter(Objects::nonNull))
                .containsExactly("moved-to-the-next-team");
    }

    @OnBothDatabases
    void whatIsRolledBackIsNotInTheTimeline(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        orders.teamHasADayLeft();
        Buyer buyer = orders.aBuyerWhoHasPaid();
        orders.pays(buyer);
        List<Entry> before = timeline(orders);
        assertThatThrownBy(() -> orders.database()
                        .transactions()
                        .inStore(orders.database().store(), () -> {
                            orders.leaves(buyer);
                            throw new IllegalStateException("the server ends");
                        }))
                .hasMessage("the server ends");
        assertThat(timeline(orders)).isEqualTo(before);
    }

    @OnBothDatabases
    void ofAnotherStoreThereIsNone(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared);
        BuyersOrders neighbour = new BuyersOrders(shared);
        assertThatThrownBy(() -> timeline(neighbour, orders.team().id(), 10))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ProblemCode.NOT_FOUND));
        assertThatThrownBy(() -> orders.database()
                        .bean(TeamTimeline.class)
                        .page(orders.database().store(), orders.team().id(), "bm9uZQ", 10))
                .isInstanceOf(ProblemException.class);
    }
}
