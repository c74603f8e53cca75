package shop.gather.groupbuy.pricehistory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.ShopException;

/**
 * Looks at the shop's price of each watched article every six hours, and forgets articles that no campaign has sold for
 * a month. While the shop cannot be read it tries again every hour; the alarm about the shop itself is raised elsewhere.
 * Thread-safe.
 */
@Singleton
class PriceWatch implements Sweeper {

    private final Transactions transactions;
    private final StoreSql sql;
    private final Shops shops;
    private final PriceHistory history;
    private final DueRows due;
    private final Work work;

    @Inject
    PriceWatch(Transactions transactions, StoreSql sql, Shops shops, PriceHistory history, DueRows due, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.shops = shops;
        this.history = history;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("price_watch", "variant_id", "read_at")
                .forEach(article -> work.soon(
                        article.store(), "price:" + article.key(), () -> look(article.store(), article.key())));
    }

    /** Records the price of an article that is due, or forgets the article; on this thread. */
    void look(StoreId store, String article) {
        if (!claim(store, article)) {
            return;
        }
        try {
            shops.of(store)
                    .catalog()
                    .variant(article)
                    .ifPresent(found ->
                            transactions.inStore(store, () -> history.record(store, Map.of(article, found.price()))));
        } catch (ShopException | ProblemException shopIsAway) {
            transactions.inStore(
                    store,
                    () -> sql.update(
                            store,
                            "update price_watch set read_at = now() + interval '1' hour where store_id = :store"
                                    + " and variant_id = ?",
                            article));
        }
    }

    /** Sets the time of the next look; false if another node has done so, or the article is no longer watched. */
    private boolean claim(StoreId store, String article) {
        return transactions.inStore(store, () -> {
            boolean over = sql.update(
                            store,
                            "delete from price_watch where store_id = :store and variant_id = ? and ends_at <= now()",
                            article)
                    == 1;
            if (over) {
                sql.update(store, "delete from article_price where store_id = :store and variant_id = ?", article);
                return false;
            }
            return sql.update(
                            store,
                            "update price_watch set read_at = now() + interval '6' hour where store_id = :store"
                                    + " and variant_id = ? and read_at <= now()",
                            article)
                    == 1;
        });
    }
}
