package shop.gather.groupbuy.interest;

import java.util.List;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.interest.Interests.Demand;
import shop.gather.groupbuy.interest.Interests.Interest;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;

/** What members and the sweeps do about interests, on a node. */
public record InterestSteps(StoreDatabase node) {

    public static final int BATCH = Announcements.BATCH;

    private Interests interests() {
        return node.bean(Interests.class);
    }

    public void inArticle(MemberId member, String variantId) {
        interests().add(node.store(), member, variantId, "", "Tea");
    }

    public void inCampaign(MemberId member, CampaignId campaign) {
        interests().add(node.store(), member, "tea", campaign.toString(), "Tea");
    }

    public void noLongerInArticle(MemberId member, String variantId) {
        interests().endArticle(node.store(), member, variantId);
    }

    public List<String> of(MemberId member) {
        return interests().of(node.store(), member).stream()
                .map(Interest::variantId)
                .toList();
    }

    /** The number of members for each article, as the owner sees it. */
    public List<String> demand() {
        return interests().demand(node.store()).stream()
                .map(InterestSteps::written)
                .toList();
    }

    private static String written(Demand demand) {
        return demand.variantId() + ": " + demand.members();
    }

    public void announce(CampaignId campaign) {
        node.bean(Announcements.class).announce(node.store(), campaign);
    }

    public int deleteExpired() {
        return interests().deleteExpired(node.store());
    }

    public void erased(MemberId member) {
        node.transactions().inStore(node.store(), () -> interests().on(new MemberErased(node.store(), member)));
    }

    public void merged(MemberId from, MemberId into) {
        node.transactions()
                .inStore(node.store(), () -> interests().on(new MembersMerged(node.store(), from, into, true)));
    }
}
