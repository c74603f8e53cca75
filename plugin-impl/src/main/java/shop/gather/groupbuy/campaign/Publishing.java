package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.PaymentMode;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.Capability;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Shop;

/** Opens campaigns for buyers, by price offer or by rebate, as the connected shop allows. Thread-safe. */
@Singleton
class Publishing {

    private final Transactions transactions;
    private final CampaignRows rows;
    private final Campaigns campaigns;
    private final Shops shops;
    private final ShopCommands commands;
    private final AuditLog audit;
    private final Events events;

    @Inject
    Publishing(
            Transactions transactions,
            CampaignRows rows,
            Campaigns campaigns,
            Shops shops,
            ShopCommands commands,
            AuditLog audit,
            Events events) {
        this.transactions = transactions;
        this.rows = rows;
        this.campaigns = campaigns;
        this.shops = shops;
        this.commands = commands;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Publishes a draft. If the shop supports price offers, the campaign opens when the shop has accepted the price. At
     * any other shop the price is given by rebate, and the campaign opens at once. Idempotent.
     *
     * @return warnings for the owner
     */
    List<String> publish(StoreId store, CampaignId id, String actor) {
        Shop shop = shops.of(store);
        PriceOffers offers = shop.priceOffers().orElse(null);
        return transactions.inStore(store, () -> {
            Campaign campaign = campaigns.get(id);
            PriceBy priceBy = campaign.priceBy();
            if (campaign.isEditable()) {
                requirePayments(shop, campaign);
                priceBy = offers == null ? byRebate(store, campaign) : byOffer(store, campaign, offers);
                audit.record(store, actor, "campaign.published", id.toString(), campaign.name());
            } else if (campaign.state() == State.CLOSED) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "A closed campaign cannot be published again. Create a new one.");
            }
            return warnings(shop, campaign.terms(), priceBy);
        });
    }

    private PriceBy byOffer(StoreId store, Campaign campaign, PriceOffers offers) {
        requireRoom(offers);
        Campaigns.requireWritten(rows.publish(
                campaign.id().value(),
                campaign.version(),
                offers.limits().redemption(),
                offers.requiresAccountEmail()));
        CampaignTerms terms = campaign.terms();
        commands.issue(
                store,
                // The version after publishing: a campaign that was refused is offered again under a new key.
                CommandKey.of(Purpose.OFFER, campaign.id(), Long.toString(campaign.version() + 1)),
                new ShopCommand.OfferPrice(
                        campaign.variantId(),
                        terms.checkoutPrice().getAmountMinorLong(),
                        terms.checkoutPrice().getCurrencyUnit().getCode(),
                        terms.stock().unitsPerPlace(),
                        campaign.startsAt().toString(),
                        campaign.endsAt().plus(terms.hold()).toString()));
        return PriceBy.OFFER;
    }

    private PriceBy byRebate(StoreId store, Campaign campaign) {
        Campaigns.requireWritten(rows.publishByRebate(campaign.id().value(), campaign.version()));
        events.emit(store, new CampaignEvent.Published(campaign.id()));
        return PriceBy.REBATE;
    }

    private void requireRoom(PriceOffers offers) {
        offers.limits().liveOffers().ifPresent(most -> {
            long live = rows.liveOffers();
            if (live >= most) {
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "This shop supports at most " + most + " active price offers, and " + live
                                + " are active. Close a campaign first.");
            }
        });
    }

    private static void requirePayments(Shop shop, Campaign campaign) {
        if (campaign.terms().payment().mode() == PaymentMode.AUTHORIZE && !Capability.DEFERRED_CAPTURE.in(shop)) {
            throw new ProblemException(
                    ProblemCode.NOT_SUPPORTED_BY_SHOP,
                    "The connected shop cannot capture an authorized payment later. Use paymentMode AT_ONCE.");
        }
    }

    private static List<String> warnings(Shop shop, CampaignTerms terms, PriceBy priceBy) {
        List<String> warnings = new ArrayList<>();
        boolean refunds = Capability.REFUNDS.in(shop);
        if (priceBy == PriceBy.REBATE) {
            warnings.add(
                    "The shop's checkout cannot charge a group price. Buyers pay the shop's ordinary price, and when"
                            + " their team succeeds they get the difference to " + terms.highestPrice()
                            + " back as a rebate, " + paidBy(refunds));
        }
        if (terms.priceCanFall()) {
            warnings.add("The final price of a team is known when it ends: between " + terms.lowestPrice() + " and "
                    + terms.highestPrice() + ". Buyers then get the difference back, " + paidBy(refunds));
        }
        if (terms.isCheaperForOpener()) {
            warnings.add("The buyer who opens a team pays " + terms.openerPrice()
                    + " in the end. When the team succeeds, the buyer gets the difference back, " + paidBy(refunds));
        }
        warnings.add(
                "The shop may ship before a team succeeds. Ship team orders only when Gather shows them as confirmed.");
        if (!refunds) {
            warnings.add("The shop cannot refund automatically: refunds of failed teams are tasks for you (alarms).");
        }
        if (!Capability.LINE_CANCELLATIONS.in(shop)) {
            warnings.add(
                    "The shop cannot cancel single lines: orders of a failed team that hold other articles become tasks for you.");
        }
        return warnings;
    }

    private static String paidBy(boolean refunds) {
        return refunds
                ? "refunded by Gather."
                : "which you refund in the shop: each one becomes a task for you (an alarm).";
    }
}
