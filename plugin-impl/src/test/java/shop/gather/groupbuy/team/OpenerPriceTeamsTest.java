package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.OpenerPrice;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** A team of three at 10.00, in which the opener pays 8.00 in the end. */
class OpenerPriceTeamsTest {

    private static final OpenerPrice PRICES = new OpenerPrice(Money.parse("EUR 10.00"), Money.parse("EUR 8.00"));

    private static BuyersOrders aTeamOn(StoreDatabase shared) {
        return new BuyersOrders(shared).on(SomeTerms.with(PRICES, SomeTerms.minimumTeam(2, 3)));
    }

    @OnBothDatabases
    void onlyTheOpenerGetsTheDifferenceBackWhenTheTeamSucceeds(StoreDatabase shared) {
        BuyersOrders orders = aTeamOn(shared);
        Buyer opener = orders.aBuyerWhoHasPaid();
        Buyer other = orders.aBuyerWhoHasPaid();
        orders.isOpenedBy(opener);
        orders.pays(opener);
        assertThat(orders.commands(opener)).as("the team is still filling").isEmpty();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        orders.pays(opener);
        orders.pays(other);
        assertThat(orders.commands(opener).get("Refund")).contains("\"amount\":200");
        assertThat(orders.commands(other)).isEmpty();
    }

    @OnBothDatabases
    void whenTheTeamFailsTheOpenerGetsEverythingBackOnce(StoreDatabase shared) {
        BuyersOrders orders = aTeamOn(shared);
        Buyer opener = orders.aBuyerWhoHasPaid();
        orders.isOpenedBy(opener);
        orders.decideTeam();
        assertThat(orders.stateOf(opener)).isEqualTo(State.FAILED);
        orders.pays(opener);
        assertThat(orders.commands(opener)).hasSize(1).doesNotContainKey("Rebate");
    }

    @OnBothDatabases
    void whenTheOpenerHasLeftNobodyPaysTheOpenersPrice(StoreDatabase shared) {
        BuyersOrders orders = aTeamOn(shared);
        Buyer opener = orders.aBuyerWhoHasNotPaid();
        orders.isOpenedBy(opener);
        Buyer one = orders.aBuyerWhoHasPaid();
        Buyer two = orders.aBuyerWhoHasPaid();
        orders.decideTeam();
        orders.pays(one);
        orders.pays(two);
        assertThat(orders.stateOf(opener)).isEqualTo(State.EXPIRED);
        assertThat(orders.commands(one)).isEmpty();
        assertThat(orders.commands(two)).isEmpty();
    }
}
