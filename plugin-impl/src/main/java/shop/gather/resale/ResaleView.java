package shop.gather.resale;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies.Copy;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.terms.ResalePolicy;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Page;
import shop.gather.resale.Resales.Offered;

/**
 * A campaign that a leader offers in her community. Prices and mark-ups are those of one unit and include tax.
 *
 * @param id of the campaign that Gather has made for it
 * @param original the campaign that the leader offers
 * @param price of the main article, with the mark-up
 * @param ending why it is closed or is being closed; null while it is offered
 * @param refusal why the shop or a rule of publishing has refused it; null if they have not
 * @param earned what is posted for the leader so far, without tax and without what was reversed
 */
@Schema(name = "Resale")
public record ResaleView(
        CampaignId id,
        CampaignId original,
        LeaderId leaderId,
        UUID communityId,
        String name,
        String variantId,
        String title,
        Amount price,
        Amount markUp,
        List<Article> articles,

        @Schema(
                description =
                        "OPENING: the shop has not accepted the price yet. OPEN: buyers see it. REFUSED: by the shop"
                                + " or a rule of publishing; refusal says why. CLOSED: no new teams can be opened")
        State state,

        @Schema(
                description = "CLOSED: by the owner or at its end. BY_LEADER. ORIGINAL_CLOSED: the original was"
                        + " closed. LEADER_SUSPENDED. NOT_PUBLISHED: a rule of publishing blocks it")
        Resale.Ending ending,

        String refusal,
        Amount earned,
        Instant endsAt,
        Instant createdAt) {

    /** Whether buyers can join. */
    public enum State {
        OPENING,
        OPEN,
        REFUSED,
        CLOSED
    }

    /** An article beside the main one. */
    @Schema(name = "ResaleArticle")
    public record Article(String variantId, String title, Amount price, Amount markUp) {}

    static ResaleView of(Offered offered) {
        Resale resale = offered.resale();
        Copy campaign = offered.campaign();
        return new ResaleView(
                resale.campaign(),
                resale.original(),
                resale.leader(),
                resale.community(),
                campaign.name(),
                campaign.variantId(),
                campaign.title(),
                Amount.of(campaign.terms().checkoutPrice()),
                markUp(campaign.terms().resale(), campaign.terms().checkoutPrice()),
                campaign.terms().further().stream()
                        .map(article -> new Article(
                                article.variantId(),
                                article.title(),
                                Amount.of(article.price().atCheckout()),
                                markUp(article.resale(), article.price().atCheckout())))
                        .toList(),
                state(resale, campaign.standing()),
                resale.ending(),
                resale.refusal() == null ? campaign.refusal() : resale.refusal(),
                Amount.of(resale.earned()),
                campaign.endsAt(),
                resale.createdAt());
    }

    static Page<ResaleView> page(Page<Offered> page) {
        return new Page<>(page.items().stream().map(ResaleView::of).toList(), page.next());
    }

    private static Amount markUp(ResalePolicy policy, Money price) {
        return Amount.of(
                policy.resold().map(ResalePolicy.Resold::markUp).orElseGet(() -> Money.zero(price.getCurrencyUnit())));
    }

    private static State state(Resale resale, Standing campaign) {
        return switch (campaign) {
            case DRAFT, WAITING -> State.OPENING;
            case PUBLISHED -> State.OPEN;
            case REFUSED -> State.REFUSED;
            case CLOSED, UNOPENED -> resale.ending() == Resale.Ending.NOT_PUBLISHED ? State.REFUSED : State.CLOSED;
        };
    }
}
