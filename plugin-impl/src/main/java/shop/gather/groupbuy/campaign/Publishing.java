package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import shop.gather.event.Events;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.PaymentMode;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
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

/** Opens campaigns for buyers, in the way that the connected shop allows. Thread-safe. */
@Singleton
class Publishing {

    private final Transactions transactions;
    private final StoreSql sql;
    private final Campaigns campaigns;
    private final Shops shops;
    private final ShopCommands commands;
    private final AuditLog audit;
    private final Events events;

    @Inject
    Publishing(
            Transactions transactions,
            StoreSql sql,
            Campaigns campaigns,
            Shops shops,
            ShopCommands commands,
            AuditLog audit,
            Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.campaigns = campaigns;
        this.shops = shops;
        this.commands = commands;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Publishes a draft. A shop that takes price offers is told the price, and the campaign opens when it has taken it;
     * at any other shop the price is given by rebate and the campaign opens at once. Publishing what is published
     * already changes nothing.
     *
     * @return what the owner should know beforehand
     */
    List<String> publish(StoreId store, UUID id, String actor) {
        Shop shop = shops.of(store);
        PriceOffers offers = shop.priceOffers().orElse(null);
        return transactions.inStore(store, () -> {
            Campaign campaign = campaigns.get(id);
            if (campaign.state == State.DRAFT || campaign.state == State.REFUSED) {
                requirePayments(shop, campaign);
                campaign.refusal = null;
                if (offers == null) {
                    byRebate(store, campaign);
                } else {
                    byOffer(store, campaign, offers);
                }
                audit.record(store, actor, "campaign.published", id.toString(), campaign.name);
            } else if (campaign.state == State.CLOSED) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "A closed campaign cannot be published again; make a new one.");
            }
            return warnings(shop, campaign);
        });
    }

    private void byOffer(StoreId store, Campaign campaign, PriceOffers offers) {
        requireRoom(store, offers);
        campaign.state = State.PUBLISHING;
        campaign.priceBy = PriceBy.OFFER;
        campaign.redemption = offers.limits().redemption();
        campaign.accountEmail = offers.requiresAccountEmail();
        campaigns.flush();
        CampaignTerms terms = campaign.terms();
        commands.issue(
                store,
                CommandKey.of(Purpose.OFFER, campaign.id, Long.toString(campaign.version)),
                new ShopCommand.OfferPrice(
                        campaign.variantId,
                        terms.checkoutPrice().getAmountMinorLong(),
                        campaign.currency,
                        terms.stock().unitsPerPlace(),
                        campaign.startsAt.toString(),
                        campaign.endsAt.plus(terms.hold()).toString()));
    }

    private void byRebate(StoreId store, Campaign campaign) {
        campaign.state = State.PUBLISHED;
        campaign.priceBy = PriceBy.REBATE;
        campaign.redemption = null;
        campaign.accountEmail = false;
        campaigns.flush();
        events.emit(store, new CampaignEvent.Published(campaign.id));
    }

    private void requireRoom(StoreId store, PriceOffers offers) {
        offers.limits().liveOffers().ifPresent(most -> {
            int live = sql.first(
                            store,
                            "select count(*) as live from campaign where store_id = :store"
                                    + " and (state = 'PUBLISHING' or (state in ('PUBLISHED', 'CLOSED') and offer_reference is not null))",
                            row -> row.getInt("live"))
                    .orElse(0);
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
                    "The connected shop cannot capture later: use paymentMode AT_ONCE.");
        }
    }

    private static List<String> warnings(Shop shop, Campaign campaign) {
        List<String> warnings = new ArrayList<>();
        boolean refunds = Capability.REFUNDS.in(shop);
        CampaignTerms terms = campaign.terms();
        if (campaign.priceBy == PriceBy.REBATE) {
            warnings.add(
                    "The shop's checkout cannot charge a group price. Buyers pay the shop's ordinary price, and when"
                            + " their team succeeds they get the difference to " + terms.highestPrice()
                            + " back as a rebate, " + paidBy(refunds));
        }
        if (terms.priceCanFall()) {
            warnings.add("The price of a team is known when it ends, between " + terms.lowestPrice() + " and "
                    + terms.highestPrice() + ". Buyers get the difference back then, " + paidBy(refunds));
        }
        warnings.add(
                "Nothing keeps the shop from shipping before a team succeeds. Ship team orders only once Gather shows them confirmed.");
        if (!refunds) {
            warnings.add("The shop cannot refund by itself: refunds of failed teams become tasks for you (alarms).");
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
