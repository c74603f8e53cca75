package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.terms.Audience;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;

/** The campaigns of a store, for the lists of teams. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class ListedCampaigns {

    private static final List<Campaign.State> ACCEPTING = List.of(Campaign.State.PUBLISHED);
    private static final List<Campaign.State> WITH_TEAMS = List.of(Campaign.State.PUBLISHED, Campaign.State.CLOSED);

    private final CampaignRows rows;
    private final PickupPoints points;
    private final Audiences audiences;

    @Inject
    ListedCampaigns(CampaignRows rows, PickupPoints points, Audiences audiences) {
        this.rows = rows;
        this.points = points;
        this.audiences = audiences;
    }

    /** @param title the article's name in the shop */
    public record ListedCampaign(
            String name, String variantId, String title, String productUrl, Instant endsAt, CampaignOffer offer) {

        /**
         * The name of an article in the shop.
         *
         * @param article one of the further articles; null for the main one
         */
        public String title(String article) {
            return article == null
                    ? title
                    : offer.terms().article(article).map(FurtherArticle::title).orElse(article);
        }

        private static ListedCampaign of(Campaign campaign) {
            return new ListedCampaign(
                    campaign.name(),
                    campaign.variantId(),
                    campaign.title(),
                    campaign.productUrl(),
                    campaign.endsAt(),
                    campaign.offer());
        }
    }

    /**
     * A campaign, public or not, for those who know one of its teams.
     *
     * @throws ProblemException NOT_FOUND
     */
    public ListedCampaign of(CampaignId id) {
        return rows.find(id.value()).map(ListedCampaign::of).orElseThrow(() -> ProblemException.notFound("campaign"));
    }

    /** Those of the given campaigns that are public now. */
    public Map<CampaignId, ListedCampaign> publicOnes(Collection<CampaignId> ids) {
        return rows.publicOnes(ids.stream().map(CampaignId::value).toList()).stream()
                .map(ListedCampaign::of)
                .collect(Collectors.toMap(campaign -> campaign.offer().id(), Function.identity()));
    }

    /** The newest public campaigns that can have open teams; at most so many. One statement, two for a pickup point. */
    public List<CampaignId> withTeams(StoreId store, DirectoryFilter filter, int most) {
        return found(store, filter, WITH_TEAMS, Page.START, most).stream()
                .map(Campaign::id)
                .toList();
    }

    /** The public campaigns that accept buyers now, newest first. One statement, two for a pickup point. */
    Page<Campaign> accepting(StoreId store, DirectoryFilter filter, String cursor, int limit) {
        return page(found(store, filter, ACCEPTING, Page.before(cursor), limit + 1), limit);
    }

    /**
     * The campaigns for the groups to which a member belongs, newest first: those that accept buyers now, unless they
     * are LINK_ONLY. Three statements at most.
     */
    Page<Campaign> acceptingFor(StoreId store, MemberId member, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<String> groups =
                audiences.of(store, member).stream().map(Audience::key).toList();
        return page(groups.isEmpty() ? List.of() : rows.acceptingFor(groups, before, limit + 1), limit);
    }

    private static Page<Campaign> page(List<Campaign> found, int limit) {
        return Page.of(found, limit, campaign -> campaign.id().value(), campaign -> campaign);
    }

    private List<Campaign> found(
            StoreId store, DirectoryFilter filter, List<Campaign.State> states, UUID before, int most) {
        if (filter instanceof DirectoryFilter.OnArticle on) {
            return rows.listedOnVariant(on.variantId(), states, before, most);
        }
        if (filter instanceof DirectoryFilter.OnProduct on) {
            return rows.listedOnProduct(on.productId(), states, before, most);
        }
        if (filter instanceof DirectoryFilter.OfCommunity of) {
            return rows.listedFor(of.audience(), states, before, most);
        }
        if (filter instanceof DirectoryFilter.AtPoint at) {
            return points.find(store, at.point()).filter(PickupPoint::isActive).isEmpty()
                    ? List.of()
                    : rows.listedAtPoint(at.point().value(), states, before, most);
        }
        return rows.listed(states, before, most);
    }
}
