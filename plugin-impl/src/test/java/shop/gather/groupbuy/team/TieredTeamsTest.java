package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.groupbuy.terms.TieredPrice.Tier;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** A team of three that needs two: two pay 10.00 each, three 8.50. */
class TieredTeamsTest {

    private static final TieredPrice TIERS = new TieredPrice(
            List.of(Tier.ofMembers(2, Money.parse("EUR 10.00")), Tier.ofMembers(3, Money.parse("EUR 8.50"))));

    @OnBothDatabases
    void theDifferenceToTheTierThatWasReachedComesBack(StoreDatabase shared) {
        BuyersOrders orders = aTeamOn(shared);
        List<Buyer> buyers = List.of(orders.aBuyerWhoHasPaid(), orders.aBuyerWhoHasPaid(), orders.aBuyerWhoHasPaid());
        orders.decideTeam();
        assertThat(orders.price()).isEqualTo(Money.parse("EUR 8.50"));
        for (Buyer buyer : buyers) {
            orders.pays(buyer);
            assertThat(orders.commands(buyer).get("Refund")).contains("\"amount\":150");
        }
    }

    @OnBothDatabases
    void nothingComesBackOfTheFirstTier(StoreDatabase shared) {
        BuyersOrders orders = aTeamOn(shared);
        Buyer mia = orders.aBuyerWhoHasPaid();
        orders.aBuyerWhoHasPaid();
        orders.aBuyerWhoHasNotPaid();
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.price()).isEqualTo(Money.parse("EUR 10.00"));
        orders.pays(mia);
        assertThat(orders.commands(mia)).isEmpty();
    }

    private static BuyersOrders aTeamOn(StoreDatabase shared) {
        return new BuyersOrders(shared).on(SomeTerms.with(TIERS, SomeTerms.minimumTeam(2, 3)));
    }
}
