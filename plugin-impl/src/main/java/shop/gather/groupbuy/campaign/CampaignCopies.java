package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.pricehistory.PriceHistory;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.VariantSnapshot;

/** Makes campaigns that are copies of another one: at another time, or for a leader who resells it. Thread-safe. */
@Singleton
public class CampaignCopies {

    private static final String ACTOR = "gather";

    private final Transactions transactions;
    private final CampaignRows rows;
    private final Campaigns campaigns;
    private final Publishing publishing;
    private final Shops shops;
    private final AuditLog audit;
    private final PriceHistory history;
    private final StoreSql sql;

    @Inject
    CampaignCopies(
            Transactions transactions,
            CampaignRows rows,
            Campaigns campaigns,
            Publishing publishing,
            Shops shops,
            AuditLog audit,
            PriceHistory history,
            StoreSql sql) {
        this.transactions = transactions;
        this.rows = rows;
        this.campaigns = campaigns;
        this.publishing = publishing;
        this.shops = shops;
        this.audit = audit;
        this.history = history;
        this.sql = sql;
    }

    /** A campaign to copy, and its articles as the shop sells them now. Immutable. */
    public static final class Template {

        private final Campaign campaign;
        private final Map<String, VariantSnapshot> now;

        private Template(Campaign campaign, Map<String, VariantSnapshot> now) {
            this.campaign = campaign;
            this.now = now;
        }

        public CampaignTerms terms() {
            return campaign.terms();
        }

        private FurtherArticle current(FurtherArticle article) {
            VariantSnapshot shop = now.get(article.variantId());
            return shop == null ? article : article.as(shop);
        }

        /**
         * Checks the prices of a copy against the shop's of now.
         *
         * @throws ProblemException INVALID_VALUE if an article costs no less than in the shop
         */
        public void requireBelowTheShop(CampaignTerms terms) {
            Stream.concat(
                            Stream.of(campaign.variantId()),
                            terms.further().stream().map(FurtherArticle::variantId))
                    .filter(now::containsKey)
                    .forEach(variant -> Campaigns.requireBelowTheShop(
                            terms.of(variant.equals(campaign.variantId()) ? null : variant),
                            now.get(variant).price(),
                            now.get(variant).title() + ": "));
        }
    }

    /**
     * How a copy stands: {@code WAITING} until the shop has accepted its price, {@code UNOPENED} if it was closed before
     * buyers could see it.
     */
    public enum Standing {
        DRAFT,
        WAITING,
        PUBLISHED,
        REFUSED,
        CLOSED,
        UNOPENED
    }

    /**
     * Reads a campaign and asks the shop for its articles, outside any transaction.
     *
     * @throws ProblemException NOT_FOUND; or why the shop cannot be asked
     */
    public Template read(StoreId store, CampaignId id) {
        Campaign campaign = transactions.inStore(store, () -> campaigns.get(id));
        return new Template(campaign, Publishing.articles(shops.of(store), campaign));
    }

    /**
     * Drafts a copy, in the caller's transaction. Its list prices are the shop's of now. An article that the shop no
     * longer has stays in the draft, so that publishing names it.
     *
     * @param terms those of the template at another time, or for other buyers
     */
    public CampaignId draft(StoreId store, Template template, CampaignTerms terms) {
        return draft(store, template, terms, template.campaign.visibility());
    }

    /** As {@link #draft(StoreId, Template, CampaignTerms)}, with a visibility of its own. */
    public CampaignId draft(StoreId store, Template template, CampaignTerms terms, Visibility visibility) {
        Campaign copy = new Campaign(
                template.campaign,
                terms.with(terms.further().stream().map(template::current).toList()),
                template.now.get(template.campaign.variantId()),
                visibility);
        rows.insert(copy);
        history.observed(store, Publishing.prices(template.now), copy.endsAt());
        audit.record(store, ACTOR, "campaign.created", copy.id().toString(), copy.name());
        return copy.id();
    }

    /**
     * Publishes a draft by the same rules as an owner's request. Idempotent.
     *
     * @return which rules block it and what to do; empty if none does, and if the campaign is closed
     * @throws ProblemException if it must be tried again: SHOP_UNREACHABLE if the store is not connected
     */
    public Optional<String> publish(StoreId store, CampaignId id) {
        if (isClosed(store, id)) {
            return Optional.empty();
        }
        try {
            return publishing.attempt(store, id, null, ACTOR).blocked().map(ProblemException::getMessage);
        } catch (ProblemException refused) {
            if (refused.code() != ProblemCode.CONFLICT) {
                throw refused;
            }
            if (isClosed(store, id)) {
                return Optional.empty();
            }
            throw new ProblemException(ProblemCode.SHOP_UNREACHABLE, refused.getMessage());
        }
    }

    private boolean isClosed(StoreId store, CampaignId id) {
        Standing standing = standings(store, List.of(id)).get(id);
        return standing == Standing.CLOSED || standing == Standing.UNOPENED;
    }

    /** How the campaigns with these ids stand; unknown ids are left out. */
    public Map<CampaignId, Standing> standings(StoreId store, Collection<CampaignId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : transactions.inStore(
                        store,
                        () -> rows.all(ids.stream().map(CampaignId::value).toList()).stream()
                                .collect(Collectors.toMap(Campaign::id, CampaignCopies::standing)));
    }

    /**
     * A copy as it is now.
     *
     * @param title the main article's name in the shop
     * @param refusal the shop's code and reason; null unless it has refused the price
     */
    public record Copy(
            CampaignId id,
            String name,
            String variantId,
            String title,
            CampaignTerms terms,
            Standing standing,
            String refusal,
            Instant endsAt) {}

    /** The campaigns with these ids; unknown ids are left out. One statement. */
    public Map<CampaignId, Copy> copies(StoreId store, Collection<CampaignId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : transactions.inStore(
                        store,
                        () -> rows.all(ids.stream().map(CampaignId::value).toList()).stream()
                                .map(campaign -> new Copy(
                                        campaign.id(),
                                        campaign.name(),
                                        campaign.variantId(),
                                        campaign.title(),
                                        campaign.terms(),
                                        standing(campaign),
                                        campaign.refusal(),
                                        campaign.endsAt()))
                                .collect(Collectors.toMap(Copy::id, Function.identity())));
    }

    /**
     * Locks a campaign that is published and has not ended, in the caller's transaction: until its end, nobody closes it.
     *
     * @throws ProblemException NOT_FOUND if buyers do not see it
     */
    public void lockPublished(StoreId store, CampaignId id) {
        lock(store, id, " and state = 'PUBLISHED' and ends_at > now()");
    }

    /**
     * Locks a campaign in the caller's transaction: until its end, nobody else closes it.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void lock(StoreId store, CampaignId id) {
        lock(store, id, "");
    }

    private void lock(StoreId store, CampaignId id, String condition) {
        sql.first(
                        store,
                        "select id from campaign where store_id = :store and id = ?" + condition + " for update",
                        row -> StoreSql.id(row, "id", CampaignId::new),
                        id)
                .orElseThrow(() -> ProblemException.notFound("campaign"));
    }

    /** Closes a campaign. Idempotent. */
    public void close(StoreId store, CampaignId id) {
        campaigns.close(store, id, ACTOR);
    }

    private static Standing standing(Campaign campaign) {
        return switch (campaign.state()) {
            case DRAFT -> Standing.DRAFT;
            case PUBLISHING -> Standing.WAITING;
            case PUBLISHED -> Standing.PUBLISHED;
            case REFUSED -> Standing.REFUSED;
            case CLOSED -> campaign.wasOpen() ? Standing.CLOSED : Standing.UNOPENED;
        };
    }
}
