package shop.gather.groupbuy.cases;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * How full the cases of a campaign's articles are. Two statements, however many places there are; each node remembers
 * the answer for a second, so that storefronts can poll. Thread-safe.
 */
@Singleton
class OpenCases {

    private record Key(StoreId store, CampaignId campaign) {}

    private final Cache<Key, List<ArticleCases>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();
    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;

    @Inject
    OpenCases(Transactions transactions, StoreSql sql, DatabaseClock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
    }

    /** The units of an article: paid or confirmed, and those for which buyers are paying. */
    private record Taken(int paid, int held) {

        static final Taken NONE = new Taken(0, 0);

        Taken plus(Taken more) {
            return new Taken(paid + more.paid, held + more.held);
        }
    }

    private record Row(String variantId, Taken taken) {}

    /** Those of the articles that are ordered in full cases: the main one first. At most a second old. */
    List<ArticleCases> of(StoreId store, CampaignOffer campaign) {
        return known.get(new Key(store, campaign.id()), key -> read(store, campaign));
    }

    private List<ArticleCases> read(StoreId store, CampaignOffer campaign) {
        Map<String, FullCases> articles = new LinkedHashMap<>();
        campaign.terms().casesOf(null).ifPresent(cases -> articles.put(campaign.variantId(), cases));
        for (FurtherArticle article : campaign.terms().further()) {
            article.cases().cases().ifPresent(cases -> articles.put(article.variantId(), cases));
        }
        return transactions.inStore(store, () -> {
            Map<String, Taken> taken = taken(store, campaign);
            Instant deadline = deadline(store, campaign);
            Instant now = clock.now();
            return articles.entrySet().stream()
                    .map(article -> view(
                            article.getKey(),
                            article.getValue(),
                            taken.getOrDefault(article.getKey(), Taken.NONE),
                            article.getValue().topUpFrom(deadline).orElse(null),
                            article.getValue().isToppingUp(deadline, now)))
                    .toList();
        });
    }

    private static ArticleCases view(
            String variantId, FullCases cases, Taken taken, Instant topUpFrom, boolean toppingUp) {
        int all = taken.paid() + taken.held();
        return new ArticleCases(
                variantId,
                cases.units(),
                cases.tolerance(),
                taken.paid(),
                taken.held(),
                all / cases.units(),
                all % cases.units(),
                cases.missing(all),
                topUpFrom,
                toppingUp);
    }

    private Map<String, Taken> taken(StoreId store, CampaignOffer campaign) {
        Map<String, Taken> taken = new HashMap<>();
        sql.list(
                        store,
                        "select p.chosen_variant_id, sum(case when p.state = 'HELD' then 0 else p.units end) as paid,"
                                + " sum(case when p.state = 'HELD' then p.quantity else 0 end) as held"
                                + " from participation p where p.store_id = :store and p.team_id = ?"
                                + " and p.state in ('HELD', 'PAID', 'CONFIRMED') group by p.chosen_variant_id",
                        row -> new Row(
                                row.getString("chosen_variant_id"), new Taken(row.getInt("paid"), row.getInt("held"))),
                        campaign.id())
                .forEach(row -> taken.merge(
                        row.variantId() == null ? campaign.variantId() : row.variantId(), row.taken(), Taken::plus));
        return taken;
    }

    /** The team of all buyers has the campaign's id. It may end before the campaign, and begins with the first buyer. */
    private Instant deadline(StoreId store, CampaignOffer campaign) {
        return sql.first(
                        store,
                        "select deadline from team where store_id = :store and id = ?",
                        row -> StoreSql.instant(row, "deadline"),
                        campaign.id())
                .orElseGet(() -> campaign.terms().schedule().endsAt());
    }
}
