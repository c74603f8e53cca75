package shop.gather.resale;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.BuyerCommunities;
import shop.gather.groupbuy.campaign.CampaignClosed;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.campaign.CampaignCopies.Copy;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.CampaignCopies.Template;
import shop.gather.groupbuy.campaign.Visibility;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderLock;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.referral.commission.CommissionPlans;

/** The campaigns that leaders offer in their communities. Thread-safe. */
@Singleton
class Resales {

    /** Each offer makes a campaign, and asks the shop for prices. */
    private static final int MOST_OFFERS = 10;

    private final Transactions transactions;
    private final ResaleRows rows;
    private final CampaignCopies copies;
    private final BuyerCommunities communities;
    private final LeaderLock leaders;
    private final CommissionPlans plans;
    private final AuditLog audit;

    @Inject
    Resales(
            Transactions transactions,
            ResaleRows rows,
            CampaignCopies copies,
            BuyerCommunities communities,
            LeaderLock leaders,
            CommissionPlans plans,
            AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.copies = copies;
        this.communities = communities;
        this.leaders = leaders;
        this.plans = plans;
        this.audit = audit;
    }

    /** A plan that was checked, the original as it was read, and the terms of the copy. */
    record Prepared(LeaderId leader, ResalePlan plan, Template template, CampaignTerms terms) {}

    /** A resale, and its campaign as it is now. */
    record Offered(Resale resale, Copy campaign) {}

    /**
     * Checks a plan, and asks the shop for the articles; outside any transaction.
     *
     * @throws ProblemException NOT_FOUND if buyers do not see the campaign, or the leader does not lead the community;
     *     CONFLICT if the campaign cannot be resold, or the store has no commission plan; INVALID_VALUE for a mark-up;
     *     or why the shop cannot be asked
     */
    Prepared prepare(StoreId store, LeaderId leader, ResalePlan plan) {
        if (communities.leaderOf(store, plan.community()).filter(leader::equals).isEmpty()) {
            throw ProblemException.notFound("community");
        }
        Copy original = copies.copies(store, List.of(plan.original())).get(plan.original());
        if (original == null || original.standing() != Standing.PUBLISHED) {
            throw ProblemException.notFound("campaign");
        }
        CampaignTerms terms = plan.terms(original.terms(), leader);
        if (plans.freezePeriod(store).isEmpty()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "The shop has no commission plan, which says how long earnings are frozen. Ask the owner for one.");
        }
        Template template = copies.read(store, plan.original());
        template.requireBelowTheShop(terms);
        return new Prepared(leader, plan, template, terms);
    }

    /**
     * Offers a campaign, in the caller's transaction. Its campaign is a draft; {@link ResaleUpkeep} publishes it.
     *
     * @throws ProblemException FORBIDDEN if the leader is suspended; NOT_FOUND if the original was closed; ALREADY_EXISTS
     *     if she offers it in the community already; CONFLICT if she has offered it there too often
     */
    Offered offer(StoreId store, Prepared prepared, String actor) {
        LeaderId leader = prepared.leader();
        ResalePlan plan = prepared.plan();
        if (!leaders.takeActive(store, leader)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "You are suspended as a leader; ask the shop's owner.");
        }
        copies.lockPublished(store, plan.original());
        if (rows.offers(store, plan.original(), plan.community()) >= MOST_OFFERS) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "You have offered this campaign in the community " + MOST_OFFERS + " times. Offer another one.");
        }
        CampaignId copy = copies.draft(store, prepared.template(), prepared.terms(), Visibility.AUDIENCE);
        if (!rows.insert(
                store,
                copy,
                plan.original(),
                leader,
                plan.community(),
                plan.markUp().getCurrencyUnit())) {
            throw new ProblemException(
                    ProblemCode.ALREADY_EXISTS,
                    "You offer this campaign in the community already. Close that offer before you make another.");
        }
        audit.record(store, actor, "campaign.resold", copy.toString(), "original " + plan.original());
        return get(store, copy);
    }

    /** A page of a leader's resales, newest first. Two statements. */
    Page<Offered> ofLeader(StoreId store, LeaderId leader, String cursor, int limit) {
        UUID before = Page.before(cursor);
        return page(store, transactions.inStore(store, () -> rows.ofLeader(store, leader, before, limit + 1)), limit);
    }

    /** A page of the resales of a campaign, newest first. Two statements. */
    Page<Offered> ofOriginal(StoreId store, CampaignId original, String cursor, int limit) {
        UUID before = Page.before(cursor);
        return page(
                store, transactions.inStore(store, () -> rows.ofOriginal(store, original, before, limit + 1)), limit);
    }

    private Page<Offered> page(StoreId store, List<Resale> found, int limit) {
        Map<CampaignId, Copy> campaigns =
                copies.copies(store, found.stream().map(Resale::campaign).toList());
        return Page.of(
                found,
                limit,
                resale -> resale.campaign().value(),
                resale -> new Offered(resale, campaigns.get(resale.campaign())));
    }

    /** @throws ProblemException NOT_FOUND */
    Offered get(StoreId store, CampaignId campaign) {
        Resale resale = transactions
                .inStore(store, () -> rows.find(store, campaign))
                .orElseThrow(() -> ProblemException.notFound("resale"));
        return new Offered(resale, copies.copies(store, List.of(campaign)).get(campaign));
    }

    /** @throws ProblemException NOT_FOUND if it is not the leader's */
    Offered get(StoreId store, LeaderId leader, CampaignId campaign) {
        Offered found = get(store, campaign);
        if (!found.resale().leader().equals(leader)) {
            throw ProblemException.notFound("resale");
        }
        return found;
    }

    /**
     * Closes a leader's resale: no new teams can be opened in it. Idempotent.
     *
     * @throws ProblemException NOT_FOUND if it is not hers
     */
    Offered close(StoreId store, LeaderId leader, CampaignId campaign) {
        return transactions.inStore(store, () -> {
            if (get(store, leader, campaign).resale().active()) {
                end(store, campaign, Resale.Ending.BY_LEADER, null);
            }
            return get(store, campaign);
        });
    }

    /**
     * Closes the campaign of a resale, in the caller's transaction, and says why. The first cause stays.
     *
     * @param refusal null for none
     */
    void end(StoreId store, CampaignId campaign, Resale.Ending ending, String refusal) {
        copies.lock(store, campaign);
        rows.explain(store, campaign, ending, refusal);
        copies.close(store, campaign);
    }

    /** If it is a leader's campaign, its resale has ended; its own resales will be closed. */
    void on(@Observes CampaignClosed closed) {
        rows.closed(closed.store(), closed.campaign());
        rows.endThoseOf(closed.store(), closed.campaign());
    }

    // After what changes payouts and balances: a posting locks a resale last, too.
    void on(@Observes @Priority(3000) LeaderStateChanged change) {
        if (!change.active()) {
            rows.endThoseOf(change.store(), change.leader());
        }
    }
}
