package shop.gather.groupbuy.presale.opening;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Logger;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.CampaignOffers;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.campaign.PresaleOfferAnswered;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.presale.Presales.Presale;
import shop.gather.groupbuy.presale.Presales.State;
import shop.gather.groupbuy.review.PriceRules;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/**
 * Opens the payment of presales, when the owner asks for it or the rule of the terms says so. The shop's price is
 * checked again, because it may have changed since the campaign was published; then the shop is asked for the price
 * offer; when it has accepted, reservations are opened in batches, which can be interrupted and resumed on any node.
 * Thread-safe.
 */
@Singleton
class PaymentOpenings implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(PaymentOpenings.class.getName()));

    private static final Duration UNTIL_NEXT_COUNT = Duration.ofSeconds(5);
    private static final Duration UNTIL_NEXT_TRY = Duration.ofMinutes(5);

    /** A rule that was met in time opens the payment also a little later; its buyers pay until the deadline at most. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Presales presales;
    private final Reservations reservations;
    private final Campaigns campaigns;
    private final CampaignOffers offers;
    private final Teams teams;
    private final Shops shops;
    private final Alarms alarms;
    private final AuditLog audit;
    private final Events events;
    private final DueRows due;
    private final Work work;

    @Inject
    PaymentOpenings(
            Transactions transactions,
            DatabaseClock clock,
            Presales presales,
            Reservations reservations,
            Campaigns campaigns,
            CampaignOffers offers,
            Teams teams,
            Shops shops,
            Alarms alarms,
            AuditLog audit,
            Events events,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.clock = clock;
        this.presales = presales;
        this.reservations = reservations;
        this.campaigns = campaigns;
        this.offers = offers;
        this.teams = teams;
        this.shops = shops;
        this.alarms = alarms;
        this.audit = audit;
        this.events = events;
        this.due = due;
        this.work = work;
    }

    /**
     * Opens the payment as the owner decided. Idempotent.
     *
     * @throws ProblemException NOT_FOUND; CONFLICT if the campaign is no presale, nobody has reserved, the team has
     *     ended, its deadline is too near, or the shop's price is not above the group price
     * @throws ShopException if the shop cannot be asked for its price
     */
    void open(StoreId store, CampaignId campaign, String actor) {
        open(store, campaign, actor, Duration.ZERO);
    }

    private void open(StoreId store, CampaignId campaign, String actor, Duration grace) {
        CampaignOffer offer = campaigns.offer(store, campaign);
        ReserveThenPay policy = policy(offer);
        Presale presale = transactions
                .inStore(store, () -> presales.find(store, campaign))
                .orElseThrow(() -> conflict("Nobody has reserved yet. Wait for the first reservation."));
        if (presale.state() != State.RESERVING) {
            return;
        }
        requireTime(store, presale, policy, grace);
        requirePrice(store, offer);
        transactions.inStore(store, () -> {
            if (presales.ask(store, campaign)) {
                audit.record(store, actor, "campaign.payment-opening", campaign.toString(), "");
                offers.askForPresale(store, campaign, presale.asked() + 1);
            }
        });
        work.soon(store, "presale:" + campaign, () -> advance(store, campaign));
    }

    static ReserveThenPay policy(CampaignOffer offer) {
        return offer.terms()
                .payment()
                .presale()
                .orElseThrow(() -> conflict("The campaign is no presale: its buyers pay when they take a place."));
    }

    private void requireTime(StoreId store, Presale presale, ReserveThenPay policy, Duration grace) {
        Team team = teams.find(store, presale.team()).orElseThrow();
        if (team.state() != Team.State.OPEN) {
            throw conflict("The team has ended.");
        }
        Instant last = policy.lastOpening(team.deadline());
        if (clock.now().isAfter(last.plus(grace))) {
            throw conflict(
                    "The payment could be opened until " + last + ": later the campaign would end before its buyers"
                            + " have had " + policy.payWithin() + " to pay.");
        }
    }

    /** Reads the shop's price. Called outside transactions. */
    private void requirePrice(StoreId store, CampaignOffer offer) {
        VariantSnapshot article = shops.of(store)
                .catalog()
                .variant(offer.variantId())
                .orElseThrow(
                        () -> conflict("ARTICLE_MISSING: The shop no longer has the article. Restore it in the shop."));
        if (!article.price().getCurrencyUnit().equals(offer.currency())) {
            throw conflict("CURRENCY_CHANGED: The shop sells the article in "
                    + article.price().getCurrencyUnit() + ", but the campaign has prices in " + offer.currency()
                    + ". Cancel the team: its buyers have paid nothing.");
        }
        PriceRules.isBelowTheShop(offer.terms(), article.price()).ifPresent(finding -> {
            throw conflict(
                    finding.code() + ": The group price, " + offer.terms().checkoutPrice()
                            + ", must be lower than the shop's price, which is now " + article.price()
                            + ". Raise the price in the shop, or cancel the team: its buyers have paid nothing.");
        });
    }

    /** The shop has answered: opens the payment, or tells the owner why not. */
    void answered(@Observes PresaleOfferAnswered answer) {
        StoreId store = answer.store();
        Presale presale = presales.find(store, answer.campaign()).orElse(null);
        if (presale == null || presale.state() != State.ASKED) {
            return;
        }
        if (!campaigns.offer(store, answer.campaign()).published()) {
            presales.refused(store, answer.campaign(), "The campaign is closed.");
            return;
        }
        if (answer.refusal() != null) {
            notOpened(store, answer.campaign(), "The shop has refused the price: " + answer.refusal());
            return;
        }
        ReserveThenPay policy = policy(campaigns.offer(store, answer.campaign()));
        if (presales.open(store, presale, policy.payWithin())) {
            Presale open = presales.find(store, answer.campaign()).orElseThrow();
            events.emit(store, new PresaleEvent.PaymentOpened(open.campaign(), open.payUntil()));
            alarms.settle(store, alarm(answer.campaign()));
        } else {
            presales.refused(store, answer.campaign(), "The team has ended.");
        }
    }

    private void notOpened(StoreId store, CampaignId campaign, String reason) {
        presales.refused(store, campaign, reason);
        alarms.restate(
                store,
                alarm(campaign),
                "payment-not-opened",
                "The payment of presale " + campaign + " was not opened. " + reason
                        + " Then open it with POST /api/v1/campaigns/" + campaign + "/payment-opening.");
    }

    private static String alarm(CampaignId campaign) {
        return "presale:" + campaign;
    }

    @Override
    public void sweep() {
        due.of("presale", "campaign_id", "due_at").forEach(presale -> {
            CampaignId campaign = new CampaignId(presale.id());
            work.soon(presale.store(), "presale:" + campaign, () -> advance(presale.store(), campaign));
        });
    }

    /** Processes a due presale, on this thread. */
    void advance(StoreId store, CampaignId campaign) {
        Presale presale = transactions
                .inStore(store, () -> presales.find(store, campaign))
                .orElseThrow();
        if (presale.state() == State.OPEN) {
            openAll(store, presale);
        } else if (presale.state() == State.RESERVING) {
            follow(store, presale);
        }
    }

    private void openAll(StoreId store, Presale presale) {
        boolean none = false;
        for (int batch = 0; batch < 100 && !none; batch++) {
            none = reservations.openSome(store, presale);
        }
        if (none) {
            transactions.inStore(store, () -> presales.done(store, presale.campaign()));
        }
    }

    /** Opens the payment if the rule of the terms says so. */
    private void follow(StoreId store, Presale presale) {
        CampaignId campaign = presale.campaign();
        CampaignOffer offer = campaigns.offer(store, campaign);
        ReserveThenPay policy = policy(offer);
        Team team = teams.find(store, presale.team()).orElseThrow();
        Instant now = clock.now();
        if (!offer.published() || team.isOver() || !now.isBefore(team.deadline())) {
            transactions.inStore(store, () -> {
                presales.done(store, campaign);
                alarms.settle(store, alarm(campaign));
            });
            return;
        }
        boolean met = isMet(store, presale, policy);
        Instant last = policy.lastOpening(team.deadline());
        if (now.isAfter(met ? last.plus(GRACE) : last)) {
            transactions.inStore(store, () -> {
                if (met && presale.refusal() == null) {
                    notOpened(store, campaign, "It is too late: its buyers would have had too little time to pay.");
                }
                presales.endsAt(store, campaign, team.deadline());
            });
            return;
        }
        if (!met) {
            transactions.inStore(store, () -> presales.later(store, campaign, UNTIL_NEXT_COUNT));
            return;
        }
        try {
            open(store, campaign, "gather", GRACE);
        } catch (ProblemException refused) {
            transactions.inStore(store, () -> {
                notOpened(store, campaign, refused.getMessage());
            });
        } catch (ShopException shopIsAway) {
            LOG.expected("presale " + campaign + " waits for the shop", shopIsAway);
            transactions.inStore(store, () -> presales.later(store, campaign, UNTIL_NEXT_TRY));
        }
    }

    private boolean isMet(StoreId store, Presale presale, ReserveThenPay policy) {
        boolean byDate = policy.opensAt() != null && !clock.now().isBefore(policy.opensAt());
        return byDate
                || policy.opensAtUnits() != null
                        && reservations.demand(store, presale.team()).units() >= policy.opensAtUnits();
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }
}
