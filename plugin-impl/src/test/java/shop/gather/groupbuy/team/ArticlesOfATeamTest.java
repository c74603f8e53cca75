package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.UpTo;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** A team whose buyers choose between tea for 10.00 and a large one for 20.00; from three buyers on both are cheaper. */
class ArticlesOfATeamTest {

    private static final CampaignTerms TERMS = SomeTerms.with(
                    SomeTerms.tiers("EUR 10.00", 3, "EUR 8.50"), SomeTerms.minimumTeam(2, 3), new UpTo(2, null))
            .with(List.of(new FurtherArticle(
                    "large",
                    "Large tea",
                    null,
                    "https://shop.example",
                    Money.parse("EUR 25.99"),
                    SomeTerms.tiers("EUR 20.00", 3, "EUR 17.00"))));

    @OnBothDatabases
    void eachBuyerEndsAtThePriceOfTheChosenArticle(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).on(TERMS);
        Buyer mia = orders.aBuyerWhoHasPaid();
        Buyer noah = orders.aBuyerWhoHasPaidForArticle("large", 2, 2_000);
        Buyer zoe = orders.aBuyerWhoHasPaidForArticle("large", 1, 2_000);
        orders.decideTeam();
        assertThat(orders.team().state()).isEqualTo(Team.State.SUCCEEDED);
        assertThat(orders.team().units()).isEqualTo(4);
        List.of(mia, noah, zoe).forEach(orders::pays);
        assertThat(orders.commands(mia).get("Refund")).contains("\"amount\":150");
        assertThat(orders.commands(noah).get("Refund")).contains("\"amount\":600");
        assertThat(orders.commands(zoe).get("Refund")).contains("\"amount\":300");
    }

    /** The price is given only together with the place, so each line at a group price pays for its place. */
    @OnBothDatabases
    void aGuestsOrderPaysForAllPlacesOfTheBuyer(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).on(TERMS);
        orders.teamHasADayLeft();
        Buyer mia = orders.aBuyerWhoHasPaid();
        ParticipationId large = orders.alsoBuys(mia, "large", 2_000);
        orders.isOfAGuest(mia);
        orders.pays(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.PAID);
        assertThat(orders.stateOf(large)).isEqualTo(State.PAID);
        assertThat(orders.team().units()).isEqualTo(2);
    }

    @OnBothDatabases
    void aGuestsLineAtTheShopsPricePaysForNoPlace(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).on(TERMS);
        orders.teamHasADayLeft();
        Buyer mia = orders.aBuyerWhoHasPaid();
        ParticipationId large = orders.alsoBuys(mia, "large", 2_599);
        orders.isOfAGuest(mia);
        orders.pays(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.PAID);
        assertThat(orders.stateOf(large)).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void anOrderOfAnotherArticleDoesNotPayForThePlace(StoreDatabase shared) {
        BuyersOrders orders = new BuyersOrders(shared).on(TERMS);
        Buyer mia = orders.aBuyerWhoHasPaidForArticle("large", 1, 2_000);
        orders.hasChosenTheMainArticle(mia);
        orders.pays(mia);
        assertThat(orders.stateOf(mia)).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void aBuyerChoosesAnArticleOfTheCampaign(StoreDatabase shared) {
        RunningCampaign campaign = new RunningCampaign(shared, TERMS);
        TeamId team = campaign.opens(campaign.database, campaign.aMember(), new Wish(1, "large"))
                .team();
        MemberId mia = campaign.aMember();
        assertThat(campaign.joins(mia, team, new Wish(2, "large"), "key").variantId())
                .isEqualTo("large");
        assertThat(refusal(campaign, mia, team, new Wish(2, null)).code())
                .as("the same key for another article")
                .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(refusal(campaign, campaign.aMember(), team, new Wish(1, "huge"))
                        .getMessage())
                .isEqualTo("variantId must be an article of the campaign.");
        assertThat(campaign.joins(campaign.aMember(), team, new Wish(1, "tea"), "key")
                        .variantId())
                .as("the main article")
                .isNull();
    }

    private static ProblemException refusal(RunningCampaign campaign, MemberId member, TeamId team, Wish wish) {
        return catchThrowableOfType(ProblemException.class, () -> campaign.joins(member, team, wish, "key"));
    }
}
