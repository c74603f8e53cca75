package shop.gather.groupbuy.pricehistory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Records the shop's prices of articles, and how long each article is looked at. A price has one row from the first to
 * the last time that it was seen in a row; after 12 hours in which the shop was not read it gets another row. Runs in
 * the caller's transaction. Thread-safe.
 */
@Singleton
public class PriceHistory {

    /** An article is looked at for so long after a campaign: the next campaign needs the prices before it. */
    private static final Duration AFTER_A_CAMPAIGN = Duration.ofDays(31);

    private static final String LATEST =
            "(select max(l.since) from article_price l where l.store_id = :store and l.variant_id = ?)";

    private final StoreSql sql;

    @Inject
    PriceHistory(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * The shop's prices of the articles of a campaign, as it answered now. They are looked at until a month after the
     * campaign. At most four statements.
     *
     * @param prices of one unit with tax, by the shop's ids of the variants
     */
    public void observed(StoreId store, Map<String, Money> prices, Instant campaignEnds) {
        Instant until = campaignEnds.plus(AFTER_A_CAMPAIGN);
        List<String> articles = prices.keySet().stream().sorted().toList();
        int[] known = sql.batch(
                store,
                "update price_watch set ends_at = greatest(ends_at, cast(? as timestamp with time zone))"
                        + " where store_id = :store and variant_id = ?",
                articles.stream().map(article -> new Object[] {until, article}).toList());
        for (int i = 0; i < known.length; i++) {
            if (known[i] == 0) {
                sql.insertIfAbsent(
                        store,
                        "insert into price_watch (store_id, variant_id, read_at, ends_at)"
                                + " values (:store, ?, now() + interval '6' hour, ?)",
                        articles.get(i),
                        until);
            }
        }
        // After the watch, as PriceWatch does: so that they cannot deadlock.
        record(store, prices);
    }

    /** Records prices that the shop has answered now. */
    void record(StoreId store, Map<String, Money> prices) {
        List<Map.Entry<String, Money>> seen =
                prices.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        int[] same = sql.batch(
                store,
                "update article_price set seen_until = now() where store_id = :store and variant_id = ? and currency = ?"
                        + " and price = ? and seen_until > now() - interval '12' hour and since = " + LATEST,
                seen.stream()
                        .map(entry -> new Object[] {
                            entry.getKey(), currency(entry), entry.getValue().getAmountMinorLong(), entry.getKey()
                        })
                        .toList());
        List<Object[]> changed = new ArrayList<>();
        for (int i = 0; i < same.length; i++) {
            if (same[i] == 0) {
                changed.add(new Object[] {
                    seen.get(i).getKey(),
                    currency(seen.get(i)),
                    seen.get(i).getValue().getAmountMinorLong()
                });
            }
        }
        // Another node that records in the same instant has seen the same price.
        if (!changed.isEmpty()) {
            sql.insertAllIfAbsent(
                    store,
                    "insert into article_price (store_id, variant_id, since, currency, price, seen_until)"
                            + " values (:store, ?, now(), ?, ?, now())",
                    changed);
        }
    }

    private static String currency(Map.Entry<String, Money> entry) {
        return entry.getValue().getCurrencyUnit().getCode();
    }

    /**
     * The prices of articles in the 30 days before a reduction; one statement. An article whose price was never seen has
     * none.
     *
     * @param ends when the reduction begins; now, if it has not begun
     */
    public Map<String, ArticlePrices> before(
            StoreId store, Collection<String> articles, Instant ends, CurrencyUnit currency) {
        Map<String, List<SeenPrice>> seen = new HashMap<>();
        articles.forEach(article -> seen.put(article, new ArrayList<>()));
        if (!seen.isEmpty()) {
            sql.list(
                    store,
                    "select variant_id, currency, price, since, seen_until from article_price where store_id = :store"
                            + " and variant_id in (" + StoreSql.marks(seen.size()) + ")",
                    row -> seen.get(row.getString("variant_id"))
                            .add(new SeenPrice(
                                    Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("price")),
                                    StoreSql.instant(row, "since"),
                                    StoreSql.instant(row, "seen_until"))),
                    seen.keySet().toArray());
        }
        Map<String, ArticlePrices> prices = new HashMap<>();
        seen.forEach((article, known) -> prices.put(article, ArticlePrices.before(ends, currency, known)));
        return prices;
    }
}
