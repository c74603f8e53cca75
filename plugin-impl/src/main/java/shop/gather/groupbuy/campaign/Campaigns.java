package shop.gather.groupbuy.campaign;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.pricehistory.PriceHistory;
import shop.gather.groupbuy.review.PriceRules;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.Sweeper;
import shop.gather.shop.connection.ConnectionService;
import shop.gather.shop.connection.Shops;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;

/** The campaigns of a store. Thread-safe. */
@Singleton
public class Campaigns implements Sweeper {

    /** In characters: the column's length. */
    private static final int MOST_TERMS = 60_000;

    private final Transactions transactions;
    private final StoreSql sql;
    private final CampaignRows rows;
    private final Shops shops;
    private final ConnectionService connections;
    private final CampaignOffers offers;
    private final Audiences audiences;
    private final AuditLog audit;
    private final Events events;
    private final Event<CampaignClosed> closures;
    private final PickupPoints points;
    private final PriceHistory history;

    @Inject
    Campaigns(
            Transactions transactions,
            StoreSql sql,
            CampaignRows rows,
            Shops shops,
            ConnectionService connections,
            CampaignOffers offers,
            Audiences audiences,
            AuditLog audit,
            Events events,
            Event<CampaignClosed> closures,
            PickupPoints points,
            PriceHistory history) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = rows;
        this.shops = shops;
        this.connections = connections;
        this.offers = offers;
        this.audiences = audiences;
        this.audit = audit;
        this.events = events;
        this.closures = closures;
        this.points = points;
        this.history = history;
    }

    /**
     * A variant as the shop sells it now, and the address of its page. Read outside any transaction.
     *
     * @param further the further articles of the campaign
     */
    record Article(VariantSnapshot variant, String url, List<FurtherArticle> further) {

        /** The only article of its campaign. */
        Article(VariantSnapshot variant, String url) {
            this(variant, url, List.of());
        }

        private FurtherArticle on(ArticlePlan plan) {
            return new FurtherArticle(
                    variant.variantId(),
                    variant.title(),
                    variant.productId(),
                    url,
                    variant.price(),
                    plan.price(),
                    plan.delivery(),
                    plan.cases(),
                    plan.resale());
        }
    }

    /** Looks up the planned variants in the shop and checks the prices against them. */
    Article article(StoreId store, CampaignPlan plan) {
        Money groupPrice = plan.terms().checkoutPrice();
        String currency = connections
                .currency(store)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT, "Connect the store to its shop first."));
        if (!groupPrice.getCurrencyUnit().getCode().equals(currency)) {
            throw ProblemException.invalid("groupPrice must be in the store's currency, " + currency + ".");
        }
        points.requireKnown(store, plan.terms().fulfilment());
        plan.terms()
                .eligibility()
                .audience()
                .filter(audience -> !audiences.exists(store, audience))
                .ifPresent(audience -> {
                    throw ProblemException.invalid("eligibilityPolicy.communityId is no community of the store.");
                });
        Shop shop = shops.of(store);
        Article main = article(shop, plan.variantId());
        requireBelowTheShop(plan.terms(), main.variant().price(), "");
        List<FurtherArticle> further = new ArrayList<>();
        plan.further().forEach((variantId, planned) -> {
            Article article = article(shop, variantId);
            further.add(article.on(planned));
        });
        CampaignTerms terms = plan.terms().with(further);
        if (TermsJson.write(terms).length() > MOST_TERMS) {
            throw ProblemException.invalid("The terms are too long. Use fewer furtherArticles, or fewer tiers.");
        }
        for (FurtherArticle article : further) {
            requireBelowTheShop(terms.of(article.variantId()), article.listPrice(), article.title() + ": ");
        }
        return new Article(main.variant(), main.url(), further);
    }

    private static Article article(Shop shop, String variantId) {
        VariantSnapshot variant = shop.catalog()
                .variant(variantId)
                .orElseThrow(() -> ProblemException.invalid("The shop has no variant " + variantId + "."));
        return new Article(
                variant, WebAddress.fromShop(shop.storefront().product(variant)).toString());
    }

    /** @param about the article, for the message */
    static void requireBelowTheShop(CampaignTerms terms, Money listPrice, String about) {
        PriceRules.isBelowTheShop(terms, listPrice).ifPresent(finding -> {
            throw ProblemException.invalid(about + finding.text());
        });
    }

    /** Drafts a campaign, in the caller's transaction. */
    Campaign create(StoreId store, CampaignPlan plan, Article article, String actor) {
        Campaign campaign = new Campaign(plan.with(article.further()), article.variant(), article.url());
        rows.insert(campaign);
        history.observed(store, campaign.listPrices(), campaign.endsAt());
        audit.record(store, actor, "campaign.created", campaign.id().toString(), campaign.name());
        return campaign;
    }

    /**
     * Replaces a campaign's plan, in the caller's transaction.
     *
     * @param seen the campaign as read, still editable
     * @throws ProblemException VERSION_MISMATCH if it has changed since it was read; CONFLICT if a leader resells it
     */
    Campaign change(StoreId store, Campaign seen, CampaignPlan plan, Article article) {
        if (seen.terms().resale().resold().isPresent()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "A leader resells this campaign on the terms of the original. Close it instead.");
        }
        Campaign draft = new Campaign(plan.with(article.further()), article.variant(), article.url());
        if (!seen.isUnchangedBy(draft)) {
            requireWritten(rows.change(seen.id().value(), seen.version(), draft));
            history.observed(store, draft.listPrices(), draft.endsAt());
            return get(seen.id());
        }
        Campaign now = get(seen.id());
        requireWritten(now.version() == seen.version());
        return now;
    }

    /** @throws ProblemException VERSION_MISMATCH if the campaign has changed since it was read */
    static void requireWritten(boolean written) {
        if (!written) {
            throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
        }
    }

    Campaign get(CampaignId id) {
        return rows.find(id.value()).orElseThrow(() -> ProblemException.notFound("campaign"));
    }

    /**
     * The terms and price offer of a campaign, for its teams.
     *
     * @throws ProblemException NOT_FOUND
     */
    public CampaignOffer offer(StoreId store, CampaignId id) {
        return transactions.inStore(store, () -> get(id).offer());
    }

    /**
     * The title of the campaign's main article.
     *
     * @throws ProblemException NOT_FOUND
     */
    public String title(StoreId store, CampaignId id) {
        return transactions.inStore(store, () -> get(id).title());
    }

    Page<Campaign> page(StoreId store, String cursor, int limit) {
        return transactions.inStore(
                store,
                () -> Page.of(
                        rows.newest(Page.before(cursor), limit + 1),
                        limit,
                        campaign -> campaign.id().value(),
                        campaign -> campaign));
    }

    /**
     * Shows a campaign and its teams in the directory, or hides them. The directory compares each campaign as it is
     * now, so that a hidden one disappears with the commit; {@code groupbuy.directory} updates the teams of one that is
     * shown again. Idempotent.
     *
     * @throws ProblemException NOT_FOUND; INVALID_VALUE for AUDIENCE if the campaign is for everyone
     */
    Campaign show(StoreId store, CampaignId id, Visibility visibility, String actor) {
        return transactions.inStore(store, () -> {
            visibility.requireFor(get(id).terms());
            boolean changed = sql.update(
                            store,
                            "update campaign set visibility = ?, relist_until = now() + interval '1' minute,"
                                    + " version = version + 1 where store_id = :store and id = ? and visibility <> ?",
                            visibility,
                            id,
                            visibility)
                    == 1;
            Campaign campaign = get(id);
            if (changed) {
                audit.record(store, actor, "campaign.visibility-changed", id.toString(), visibility.name());
            }
            return campaign;
        });
    }

    /** Closes a campaign: no new teams can be opened. Idempotent. */
    Campaign close(StoreId store, CampaignId id, String actor) {
        return transactions.inStore(store, () -> {
            boolean closed = rows.close(id.value());
            Campaign campaign = get(id);
            if (closed) {
                audit.record(store, actor, "campaign.closed", id.toString(), campaign.name());
                events.emit(store, new CampaignEvent.Closed(id));
                closures.fire(new CampaignClosed(store, id));
            }
            return campaign;
        });
    }

    /** Closes campaigns at their end, and removes their price offers from the shop when no team needs them any more. */
    @Override
    public void sweep() {
        record Due(StoreId store, CampaignId id) {}
        StoreSql.RowReader<Due> reader =
                row -> new Due(new StoreId(StoreSql.uuid(row, "store_id")), StoreSql.id(row, "id", CampaignId::new));
        transactions
                .inDirectory(() -> sql.directory(
                        "select store_id, id from campaign where state in ('PUBLISHED', 'REFUSED', 'DRAFT') and ends_at <= now() limit 100",
                        reader))
                .forEach(due -> close(due.store(), due.id(), "gather"));
        transactions
                .inDirectory(() -> sql.directory(
                        "select c.store_id, c.id from campaign c where c.state = 'CLOSED' and c.offer_reference is not null"
                                + " and not exists (select 1 from team t where t.store_id = c.store_id and "
                                + "t.campaign_id = c.id and t.due_at is not null)"
                                + " limit 100",
                        reader))
                .forEach(due -> transactions.inStore(due.store(), () -> offers.withdraw(due.store(), get(due.id()))));
    }
}
