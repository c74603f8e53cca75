package shop.gather.groupbuy.campaign;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.CommandResult;

/**
 * The price offers of campaigns at the shop: one for each article. A campaign opens when the shop has accepted all of
 * them. If it refuses one, the others are removed again. Runs in the caller's transaction. Thread-safe.
 */
@Singleton
public class CampaignOffers {

    private final CampaignRows rows;
    private final CampaignArticleRows articles;
    private final ShopCommands commands;
    private final Events events;
    private final Event<PresaleOfferAnswered> presales;

    @Inject
    CampaignOffers(
            CampaignRows rows,
            CampaignArticleRows articles,
            ShopCommands commands,
            Events events,
            Event<PresaleOfferAnswered> presales) {
        this.rows = rows;
        this.articles = articles;
        this.commands = commands;
        this.events = events;
        this.presales = presales;
    }

    /** The number of price offers that the shop has or is being asked to create. */
    long live() {
        return rows.liveOffers() + articles.liveOffers();
    }

    /** Replaces the rows of the further articles by those of a campaign that is being published. */
    void list(Campaign campaign) {
        articles.delete(campaign.id().value());
        for (FurtherArticle article : campaign.terms().further()) {
            articles.insert(new CampaignArticle(campaign.id(), article));
        }
    }

    /**
     * Asks the shop for the price offers of a campaign.
     *
     * @param campaign as it was read before it was published
     */
    void ask(StoreId store, Campaign campaign) {
        // The version after publishing: a campaign that was refused is offered again under new keys.
        String part = Long.toString(campaign.version() + 1);
        CampaignTerms terms = campaign.terms();
        commands.issue(
                store, CommandKey.of(Purpose.OFFER, campaign.id(), part), offer(campaign, campaign.variantId(), terms));
        List<FurtherArticle> further = terms.further();
        for (int i = 0; i < further.size(); i++) {
            String variant = further.get(i).variantId();
            commands.issue(
                    store,
                    CommandKey.of(Purpose.OFFER, campaign.id(), part + "." + i),
                    offer(campaign, variant, terms.of(variant)));
        }
    }

    /**
     * Asks the shop for the price offer of a published presale, in the caller's transaction.
     * {@link PresaleOfferAnswered} tells the answer, at once where the shop need not know the price.
     *
     * @param time how often it was asked for
     * @throws ProblemException CONFLICT if the campaign is closed
     */
    public void askForPresale(StoreId store, CampaignId id, int time) {
        Campaign campaign = rows.find(id.value()).orElseThrow(() -> ProblemException.notFound("campaign"));
        if (campaign.priceBy() == PriceBy.REBATE && campaign.state() == State.PUBLISHED) {
            presales.fire(new PresaleOfferAnswered(store, id, null));
            return;
        }
        if (!rows.askForPresale(id.value())) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "The payment cannot be opened: the campaign is " + campaign.state() + ".");
        }
        commands.issue(
                store,
                CommandKey.of(Purpose.OFFER, id, "opening-" + time),
                offer(campaign, campaign.variantId(), campaign.terms()));
    }

    private static ShopCommand.OfferPrice offer(Campaign campaign, String variantId, CampaignTerms terms) {
        return new ShopCommand.OfferPrice(
                variantId,
                terms.checkoutPrice().getAmountMinorLong(),
                terms.checkoutPrice().getCurrencyUnit().getCode(),
                terms.quantity().mostPerPlace(),
                campaign.startsAt().toString(),
                campaign.endsAt().plus(terms.hold()).toString());
    }

    /** Records whether the shop has accepted a price offer. */
    void answered(@Observes CommandEnded ended) {
        if (ended.key().purpose() != Purpose.OFFER) {
            return;
        }
        CampaignId id = new CampaignId(ended.key().subject());
        // Locks the campaign, so that of two answers at the same time one is the last.
        if (!record(id, ended.key().part(), ended.result())) {
            return;
        }
        if (rows.accepted(id.value())) {
            events.emit(ended.store(), new CampaignEvent.Published(id));
            return;
        }
        boolean refused = rows.refused(id.value());
        rows.find(id.value()).filter(Campaign::hasAllAnswers).ifPresent(campaign -> {
            if (refused) {
                events.emit(ended.store(), new CampaignEvent.Refused(id, campaign.refusal()));
            }
            withdraw(ended.store(), campaign);
            if (campaign.state() == State.PUBLISHED || campaign.state() == State.CLOSED) {
                presales.fire(new PresaleOfferAnswered(ended.store(), id, campaign.refusal()));
            }
        });
    }

    /** False if the campaign waits for no answer. */
    private boolean record(CampaignId id, String part, CommandResult result) {
        int dot = part.indexOf('.');
        String reference = reference(result);
        String refusal = result instanceof CommandResult.Refused no ? no.code() + ": " + no.reason() : null;
        if (!rows.answered(id.value(), dot < 0 ? reference : null, refusal)) {
            return false;
        }
        if (dot >= 0 && reference != null) {
            CampaignTerms terms = rows.find(id.value()).orElseThrow().terms();
            FurtherArticle article = terms.further().get(Integer.parseInt(part.substring(dot + 1)));
            articles.accepted(id.value(), article.variantId(), reference);
        }
        return true;
    }

    /** Null if the shop has refused the offer. */
    private static String reference(CommandResult result) {
        if (result instanceof CommandResult.Done done) {
            return done.reference();
        }
        return result instanceof CommandResult.AlreadyDone done ? done.reference() : null;
    }

    /** Removes the price offers of a campaign that is closed or was refused from the shop. */
    void withdraw(StoreId store, Campaign campaign) {
        CampaignId id = campaign.id();
        // A campaign that was refused can be published again, and closed later: other keys.
        String part = campaign.state() == State.REFUSED ? Long.toString(campaign.version()) : "";
        if (campaign.offerReference() != null && rows.withdrawOffer(id.value())) {
            commands.issue(
                    store,
                    CommandKey.of(Purpose.CLOSE_OFFER, id, part),
                    new ShopCommand.CloseOffer(campaign.offerReference()));
        }
        if (campaign.terms().further().isEmpty()) {
            return;
        }
        int position = 0;
        for (CampaignArticle article : articles.of(id.value())) {
            if (article.offerReference() != null && articles.withdrawOffer(id.value(), article.variantId())) {
                commands.issue(
                        store,
                        CommandKey.of(Purpose.CLOSE_OFFER, id, part + "." + position),
                        new ShopCommand.CloseOffer(article.offerReference()));
            }
            position++;
        }
    }
}
