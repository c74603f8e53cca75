package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.interest.InterestSteps;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;

/** Members ask to be told when an article, or the article of a campaign, is sold to teams again. */
class CampaignInterestsTest {

    private RunningCampaign campaign;
    private InterestSteps interests;

    /** A public campaign that sells tea and that nobody was told about. */
    private void aCampaignOn(StoreDatabase shared) {
        campaign = new RunningCampaign(shared, SomeTerms.team("EUR 10.00", 5));
        interests = new InterestSteps(campaign.database);
    }

    private List<String> told(MemberId member) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .list(
                        campaign.store,
                        "select kind from message where store_id = :store and member_id = ?",
                        row -> row.getString("kind"),
                        member));
    }

    private long messages() {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .first(
                        campaign.store,
                        "select count(*) as n from message where store_id = :store",
                        row -> row.getLong("n"))
                .orElseThrow());
    }

    @OnBothDatabases
    void aMemberIsToldOnceOfANewCampaignOfTheArticle(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        interests.inArticle(mia, "tea");
        interests.inArticle(mia, "tea");
        MemberId noah = campaign.aMember();
        interests.inArticle(noah, "mug");
        interests.announce(campaign.id());
        interests.announce(campaign.id());
        campaign.write("update campaign set announced = false where store_id = :store");
        new InterestSteps(campaign.otherNode).announce(campaign.id());
        assertThat(told(mia)).containsExactly("CAMPAIGN_OPENED");
        assertThat(told(noah)).isEmpty();
    }

    @OnBothDatabases
    void aMemberIsToldThatACampaignIsBackAndNotTwice(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        interests.inCampaign(mia, new CampaignId(Ids.next()));
        interests.inArticle(mia, "tea");
        MemberId noah = campaign.aMember();
        interests.inCampaign(noah, campaign.id());
        interests.announce(campaign.id());
        assertThat(told(mia)).containsExactly("CAMPAIGN_REOPENED");
        assertThat(told(noah)).as("it is the same campaign").isEmpty();
    }

    @OnBothDatabases
    void aHiddenCampaignIsNotAnnounced(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        interests.inArticle(mia, "tea");
        for (String hidden :
                List.of("visibility = 'LINK_ONLY'", "state = 'CLOSED'", "starts_at = now() + interval '1' hour")) {
            campaign.write("update campaign set " + hidden + " where store_id = :store");
            interests.announce(campaign.id());
            campaign.write("update campaign set visibility = 'PUBLIC', state = 'PUBLISHED',"
                    + " starts_at = now() - interval '1' hour where store_id = :store");
            assertThat(told(mia)).as(hidden).isEmpty();
        }
        interests.announce(campaign.id());
        assertThat(told(mia)).containsExactly("CAMPAIGN_OPENED");
    }

    @OnBothDatabases
    void whoNoLongerWantsItIsNotTold(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        interests.inArticle(mia, "tea");
        interests.noLongerInArticle(mia, "tea");
        interests.noLongerInArticle(mia, "tea");
        interests.announce(campaign.id());
        assertThat(told(mia)).isEmpty();
    }

    @OnBothDatabases
    void moreThanABatchAreAllTold(StoreDatabase shared) {
        aCampaignOn(shared);
        int members = InterestSteps.BATCH + 1;
        for (int i = 0; i < members; i++) {
            interests.inArticle(campaign.aMember(), "tea");
        }
        assertThat(interests.demand()).containsExactly("tea: " + members);
        interests.announce(campaign.id());
        assertThat(messages()).isEqualTo(members);
    }

    @OnBothDatabases
    void theOwnerSeesTheNumberOfMembersOfEachArticle(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        interests.inArticle(mia, "tea");
        interests.inCampaign(mia, campaign.id());
        interests.inArticle(mia, "mug");
        interests.inArticle(campaign.aMember(), "mug");
        assertThat(interests.demand()).containsExactly("mug: 2", "tea: 1");
    }

    @OnBothDatabases
    void interestsEndWithTheMemberAndAfterAYear(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        interests.inArticle(mia, "tea");
        interests.erased(mia);
        assertThat(interests.of(mia)).isEmpty();
        MemberId noah = campaign.aMember();
        interests.inArticle(noah, "tea");
        assertThat(interests.deleteExpired()).isZero();
        campaign.write("update interest set delete_at = now() - interval '1' second where store_id = :store");
        assertThat(interests.deleteExpired()).isEqualTo(1);
        assertThat(interests.of(noah)).isEmpty();
    }

    @OnBothDatabases
    void theInterestsOfMergedMembersAreOfTheRemainingOne(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId from = campaign.aMember();
        MemberId into = campaign.aMember();
        interests.inArticle(from, "tea");
        interests.inArticle(from, "mug");
        interests.inArticle(into, "mug");
        interests.merged(from, into);
        assertThat(interests.of(into)).containsExactlyInAnyOrder("mug", "tea");
        assertThat(interests.of(from)).isEmpty();
    }

    @OnBothDatabases
    void aMemberHasAHundredInterestsAtMost(StoreDatabase shared) {
        aCampaignOn(shared);
        MemberId mia = campaign.aMember();
        for (int i = 0; i < 100; i++) {
            interests.inArticle(mia, "article-" + i);
        }
        interests.inArticle(mia, "article-7");
        assertThatThrownBy(() -> interests.inArticle(mia, "tea")).hasMessageContaining("100 interests");
    }
}
