package shop.gather.groupbuy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.VariantSnapshot;

/** What becomes of a campaign when the shop has answered its price offer. */
class CampaignsTest {

    private StoreDatabase database;
    private Campaigns campaigns;

    /** One whose price the shop is being told. */
    private CampaignId aCampaignIn(StoreDatabase shared) {
        database = shared.anotherStore().withAListener();
        SchedulingWithoutServer.on(database);
        campaigns = database.bean(Campaigns.class);
        CampaignId id = aDraft("Tea").id();
        database.transactions().inStore(database.store(), () -> database.bean(CampaignRows.class)
                .publish(id.value(), 0, Redemption.COUPON_CODE, false, 1));
        return id;
    }

    private Campaign aDraft(String name) {
        return database.transactions()
                .inStore(
                        database.store(),
                        () -> campaigns.create(database.store(), plan(name), article(), "owner:test"));
    }

    private Campaign changed(Campaign seen, CampaignPlan plan) {
        return database.transactions()
                .inStore(database.store(), () -> campaigns.change(database.store(), seen, plan, article()));
    }

    private static CampaignPlan plan(String name) {
        return new CampaignPlan(name, "tea", SomeTerms.team("EUR 10.00", 2));
    }

    private static Campaigns.Article article() {
        return new Campaigns.Article(
                new VariantSnapshot("tea", "1", "Tea", null, Money.parse("EUR 12.99"), OptionalInt.empty(), true),
                "https://shop.example/tea");
    }

    private void answered(CampaignId campaign, CommandResult result) {
        CommandKey key = CommandKey.of(Purpose.OFFER, campaign, "1");
        database.transactions().inStore(database.store(), () -> database.bean(CampaignOffers.class)
                .answered(new CommandEnded(database.store(), key, null, result)));
    }

    private Campaign find(CampaignId id) {
        return database.transactions().inStore(database.store(), () -> campaigns.get(id));
    }

    private List<String> events() {
        return all("select type as text from event_out where store_id = :store order by id");
    }

    private List<String> commands() {
        return all("select command_key as text from shop_command where store_id = :store order by id");
    }

    private List<String> all(String query) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(database.store(), query, row -> row.getString("text")));
    }

    @OnBothDatabases
    void itOpensOnceTheShopHasTakenThePrice(StoreDatabase shared) {
        CampaignId id = aCampaignIn(shared);
        answered(id, new CommandResult.AlreadyDone("offer-1"));
        assertThat(find(id).state()).isEqualTo(State.PUBLISHED);
        assertThat(find(id).offerReference()).isEqualTo("offer-1");
        answered(id, new CommandResult.Done("offer-2"));
        assertThat(find(id).offerReference()).isEqualTo("offer-1");
        assertThat(events()).containsExactly("campaign.published");
    }

    @OnBothDatabases
    void itSaysWhyTheShopDoesNotTakeThePrice(StoreDatabase shared) {
        CampaignId id = aCampaignIn(shared);
        answered(id, new CommandResult.Refused(RefusalCode.PRICE_UNREACHABLE, "Tax."));
        assertThat(find(id).state()).isEqualTo(State.REFUSED);
        assertThat(find(id).refusal()).isEqualTo("PRICE_UNREACHABLE: Tax.");
        assertThat(events()).containsExactly("campaign.refused");
    }

    @OnBothDatabases
    void aDraftThatIsSentAsItIsKeepsItsVersion(StoreDatabase shared) {
        aCampaignIn(shared);
        Campaign draft = aDraft("Tea");

        assertThat(changed(draft, plan("Tea")).version()).isEqualTo(draft.version());
        assertThat(changed(draft, plan("Green tea")).version()).isEqualTo(draft.version() + 1);
        assertThatThrownBy(() -> changed(draft, plan("Tea")))
                .as("it is another by now")
                .isInstanceOf(ProblemException.class);
    }

    @OnBothDatabases
    void aRefusedCampaignThatIsSentAsItIsIsNoLongerRefused(StoreDatabase shared) {
        CampaignId id = aCampaignIn(shared);
        answered(id, new CommandResult.Refused(RefusalCode.PRICE_UNREACHABLE, "Tax."));
        assertThat(changed(find(id), plan("Tea")).refusal()).isNull();
    }

    /** The shop was out of reach, and the owner has changed her mind meanwhile. */
    @OnBothDatabases
    void anOfferThatTheShopTakesAfterTheCampaignWasClosedIsTakenOutAgain(StoreDatabase shared) {
        CampaignId id = aCampaignIn(shared);
        campaigns.close(database.store(), id, "owner:test");
        answered(id, new CommandResult.Done("offer-1"));
        assertThat(find(id).state()).isEqualTo(State.CLOSED);
        campaigns.sweep();
        campaigns.sweep();
        assertThat(commands()).containsExactly("close-offer:" + id);
        assertThat(find(id).offerReference()).isNull();
        assertThat(events()).containsExactly("campaign.closed");
    }

    @OnBothDatabases
    void aClosedCampaignThatTheShopRefusesStaysClosed(StoreDatabase shared) {
        CampaignId id = aCampaignIn(shared);
        campaigns.close(database.store(), id, "owner:test");
        answered(id, new CommandResult.Refused(RefusalCode.PRICE_UNREACHABLE, "Tax."));
        assertThat(find(id).state()).isEqualTo(State.CLOSED);
        assertThat(find(id).refusal()).isNull();
        assertThat(events()).containsExactly("campaign.closed");
    }

    @OnBothDatabases
    void theOwnerDoesNotChangeWhatALeaderResells(StoreDatabase shared) {
        database = shared.anotherStore();
        campaigns = database.bean(Campaigns.class);
        CampaignPlan resold = new CampaignPlan(
                "Tea",
                "tea",
                SomeTerms.team("EUR 10.00", 2).with(new ResalePolicy.Resold(Ids.next(), Money.parse("EUR 0.50"))));
        Campaign copy = database.transactions()
                .inStore(database.store(), () -> campaigns.create(database.store(), resold, article(), "gather"));

        assertThatThrownBy(() -> changed(copy, plan("Cheap tea")))
                .hasMessage("A leader resells this campaign on the terms of the original. Close it instead.");
    }
}
