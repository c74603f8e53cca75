package shop.gather.groupbuy.place;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Audiences;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.EligibilityPolicy;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.member.PaidOrders;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Whether a buyer may take a place, by the terms of the campaign. Terms do not change once buyers see them, so each node
 * remembers those of the teams in use: a join of a team that everyone may join costs no statement for it. Thread-safe.
 */
@Singleton
class Eligibility {

    private record Key(StoreId store, TeamId team) {}

    /**
     * What is known of a campaign.
     *
     * @param variantId the main article
     */
    record Known(String variantId, CampaignTerms terms) {}

    private record Buyer(StoreId store, MemberId member) {}

    private final Cache<Key, Known> known =
            Caffeine.newBuilder().maximumSize(100_000).build();
    private final Transactions transactions;
    private final StoreSql sql;
    private final PaidOrders orders;
    private final Audiences audiences;

    /** Those who were refused a moment ago: repeating the request must not cost the shop more reads. */
    private final Cache<Buyer, Integer> refused = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    @Inject
    Eligibility(Transactions transactions, StoreSql sql, PaidOrders orders, Audiences audiences) {
        this.transactions = transactions;
        this.sql = sql;
        this.orders = orders;
        this.audiences = audiences;
    }

    /** The terms of a team; null if there is no such team. */
    Known terms(StoreId store, TeamId team) {
        return known.get(new Key(store, team), this::read);
    }

    /** Spares the first join of a team that was just opened the read of its terms. */
    void remember(StoreId store, TeamId team, CampaignOffer campaign) {
        known.put(new Key(store, team), new Known(campaign.variantId(), campaign.terms()));
    }

    /**
     * The units that a buyer wants.
     *
     * @throws ProblemException INVALID_VALUE if a place cannot have so many units, or the campaign does not sell the
     *     article
     */
    static JoinQueue.Units require(Wish wish, Known campaign) {
        CampaignTerms terms = campaign.terms();
        Check.range(wish.quantity(), "quantity", 1, terms.quantity().mostPerPlace());
        boolean main = wish.variantId() == null || wish.variantId().equals(campaign.variantId());
        if (!main && terms.article(wish.variantId()).isEmpty()) {
            throw ProblemException.invalid("variantId must be an article of the campaign.");
        }
        OptionalInt most = terms.quantity().mostPerBuyer();
        String variantId = main ? null : wish.variantId();
        return new JoinQueue.Units(
                wish.quantity(),
                variantId,
                terms.quantity().onePlacePerArticle() && !main ? variantId : "",
                most.isEmpty() ? null : most.getAsInt(),
                terms.casesOf(variantId)
                        .filter(cases -> !cases.topUp().isZero())
                        .orElse(null));
    }

    /**
     * Asks the shop where the policy depends on the buyer's orders; never called inside a transaction.
     *
     * @param opens whether the buyer opens a team, and does not join one
     * @throws ProblemException NOT_ELIGIBLE, with the condition
     * @throws shop.gather.spi.ShopException if the shop cannot be read: the buyer can try again later
     */
    void require(StoreId store, MemberId member, EligibilityPolicy policy, boolean opens) {
        policy.audience()
                .filter(audience -> !audiences.has(store, audience, member))
                .ifPresent(audience -> {
                    throw new ProblemException(ProblemCode.NOT_ELIGIBLE, policy.refusal());
                });
        OptionalInt most = policy.mostOrdersBefore(opens);
        if (most.isEmpty()) {
            return;
        }
        Buyer buyer = new Buyer(store, member);
        Integer known = refused.getIfPresent(buyer);
        int paid = known == null ? orders.count(store, member, most.getAsInt() + 1) : known;
        if (paid > most.getAsInt()) {
            refused.put(buyer, paid);
            throw new ProblemException(ProblemCode.NOT_ELIGIBLE, policy.refusal());
        }
    }

    /** Those of the members who may join; members of a group are read together. */
    Set<MemberId> among(StoreId store, Set<MemberId> buyers, EligibilityPolicy policy) {
        Set<MemberId> eligible = policy.audience()
                .map(audience -> audiences.among(store, audience, buyers))
                .orElse(buyers);
        if (policy.mostOrdersBefore(false).isEmpty()) {
            return eligible;
        }
        return eligible.stream().filter(buyer -> mayJoin(store, buyer, policy)).collect(Collectors.toSet());
    }

    private boolean mayJoin(StoreId store, MemberId buyer, EligibilityPolicy policy) {
        try {
            require(store, buyer, policy, false);
            return true;
        } catch (ProblemException refusal) {
            if (refusal.code() != ProblemCode.NOT_ELIGIBLE) {
                throw refusal;
            }
            return false;
        }
    }

    private Known read(Key key) {
        return transactions
                .inStore(
                        key.store(),
                        () -> sql.first(
                                key.store(),
                                "select c.terms, c.variant_id from team t"
                                        + " join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                        + " where t.store_id = :store and t.id = ?",
                                row -> new Known(row.getString("variant_id"), TermsJson.read(row.getString("terms"))),
                                key.team()))
                .orElse(null);
    }
}
