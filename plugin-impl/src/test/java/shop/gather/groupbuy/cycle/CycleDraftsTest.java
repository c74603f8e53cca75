package shop.gather.groupbuy.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.SomeCampaigns;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.shop.connection.ScriptedAdapter;

/** What becomes of the drafts of cycles until their cut-offs. */
class CycleDraftsTest {

    private RepeatingCampaign tea;

    @OnBothDatabases
    void aDraftOfASeriesThatIsPausedIsStillPublished(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.advance();
        Entry cycle = tea.cycles().get(0);
        isStillADraft(cycle);
        tea.series.move(tea.database.store(), tea.campaign, Series.State.PAUSED, "owner:test");
        tea.advance();
        assertThat(tea.standing(cycle)).isEqualTo(Standing.WAITING);
        assertThat(tea.cycles()).as("and no more are made").hasSize(1);
    }

    @OnBothDatabases
    void aDraftThatWasLeftByACrashIsPublished(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.advance();
        Entry cycle = tea.cycles().get(0);
        isStillADraft(cycle);
        tea.advance();
        assertThat(tea.standing(cycle)).isEqualTo(Standing.WAITING);
        assertThat(tea.cycles()).extracting(Entry::state).containsExactly(CycleState.PUBLISHED);
    }

    @OnBothDatabases
    void aCycleThatARuleBlocksStaysADraftAndTheOwnerIsTold(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.sellsAt("EUR 9.99");
        tea.advance();
        Entry blocked = tea.cycles().get(0);
        assertThat(blocked.state()).isEqualTo(CycleState.BLOCKED);
        assertThat(tea.standing(blocked)).isEqualTo(Standing.DRAFT);
        assertThat(tea.alarms())
                .singleElement()
                .asString()
                .contains("PRICE_NOT_BELOW_SHOP", blocked.campaign().toString(), "publish it before its cut-off");
        tea.sellsAt("EUR 12.99");
        tea.repeats(2);
        tea.advance();
        assertThat(tea.cycles())
                .as("the series goes on")
                .extracting(Entry::state)
                .containsExactly(CycleState.BLOCKED, CycleState.PUBLISHED);
        SomeCampaigns.close(tea.database, blocked.campaign());
        tea.advance();
        assertThat(tea.alarms()).as("the owner has decided").isEmpty();
    }

    @OnBothDatabases
    void aDraftIsTriedAgainWhileTheStoreHasNoShop(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.advance();
        isStillADraft(tea.cycles().get(0));
        tea.write("delete from shop_connection where store_id = :store");
        tea.otherNode.bean(CycleCreation.class).advance(tea.database.store(), tea.campaign);
        assertThat(tea.cycles()).extracting(Entry::state).containsExactly(CycleState.DRAFTED);
        assertThat(tea.alarms()).isEmpty();
        tea.isConnected();
        tea.advance();
        assertThat(tea.cycles()).extracting(Entry::state).containsExactly(CycleState.PUBLISHED);
    }

    @OnBothDatabases
    void aMissingArticleBlocksToo(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        ScriptedAdapter.sells(tea.variant, Optional::empty);
        tea.advance();
        assertThat(tea.alarms()).singleElement().asString().contains("ARTICLE_MISSING");
    }

    @OnBothDatabases
    void aDraftThatWasNotPublishedInTimeIsMissed(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        ScriptedAdapter.sells(tea.variant, Optional::empty);
        tea.advance();
        tea.write(
                "update campaign_cycle set cut_off = ? where store_id = :store and campaign_id = ?",
                RepeatingCampaign.TODAY.minusSeconds(1),
                tea.cycles().get(0).campaign());
        tea.sellsAt("EUR 12.99");
        tea.advance();
        assertThat(tea.series.past(tea.database.store(), tea.campaign, RepeatingCampaign.FIRST, 5))
                .extracting(Entry::state)
                .containsExactly(CycleState.MISSED);
        assertThat(tea.alarms()).isEmpty();
    }

    /** As after the commit of the draft, before it was published. */
    private void isStillADraft(Entry cycle) {
        tea.write(
                "update campaign set state = 'DRAFT', offers_pending = 0 where store_id = :store and id = ?",
                cycle.campaign());
        tea.write(
                "update campaign_cycle set state = 'DRAFTED' where store_id = :store and campaign_id = ?",
                cycle.campaign());
    }

    private List<CycleState> past() {
        return tea.series.past(tea.database.store(), tea.campaign, RepeatingCampaign.FIRST, 5).stream()
                .map(Entry::state)
                .toList();
    }

    /** Its cut-off has just passed. */
    private void isCutOff(CampaignId cycle) {
        tea.write(
                "update campaign_cycle set cut_off = ? where store_id = :store and campaign_id = ?",
                RepeatingCampaign.TODAY.minusSeconds(1),
                cycle);
    }

    /** The last sweep before its cut-off has seen a draft. */
    @OnBothDatabases
    void aDraftThatItsOwnerPublishesJustBeforeTheCutOffIsNotMissed(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.sellsAt("EUR 9.99");
        tea.advance();
        CampaignId cycle = tea.cycles().get(0).campaign();
        tea.sellsAt("EUR 12.99");
        tea.write("update campaign set state = 'CLOSED', price_by = 'OFFER' where store_id = :store and id = ?", cycle);
        isCutOff(cycle);
        tea.advance();
        assertThat(past()).containsExactly(CycleState.PUBLISHED);
        assertThat(tea.alarms()).isEmpty();
    }

    @OnBothDatabases
    void aDraftThatItsOwnerClosesIsMissed(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.sellsAt("EUR 9.99");
        tea.advance();
        SomeCampaigns.close(tea.database, tea.cycles().get(0).campaign());
        tea.advance();
        assertThat(tea.cycles().get(0).state()).isEqualTo(CycleState.MISSED);
    }

    @OnBothDatabases
    void theDraftWithWhichASeriesBeginsWaitsForItsOwner(StoreDatabase shared) {
        tea = RepeatingCampaign.on(shared);
        tea.repeats(1);
        tea.advance();
        Entry first = first();
        assertThat(first.state()).isEqualTo(CycleState.BLOCKED);
        assertThat(tea.standing(first)).as("Gather does not publish it").isEqualTo(Standing.DRAFT);
        tea.write(
                "update campaign set state = 'PUBLISHED', price_by = 'OFFER' where store_id = :store and id = ?",
                tea.campaign);
        tea.advance();
        assertThat(first().state()).isEqualTo(CycleState.PUBLISHED);
    }

    private Entry first() {
        return tea.series.find(tea.database.store(), tea.campaign).orElseThrow().entries().stream()
                .filter(entry -> tea.campaign.equals(entry.campaign()))
                .findFirst()
                .orElseThrow();
    }
}
