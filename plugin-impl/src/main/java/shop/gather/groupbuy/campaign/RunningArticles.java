package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** What campaigns sell at this moment. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class RunningArticles {

    private final StoreSql sql;

    @Inject
    RunningArticles(StoreSql sql) {
        this.sql = sql;
    }

    /** @param page of the article in the shop */
    public record Article(String variantId, URI page) {}

    /** The article of the campaign that was made last; empty while none runs. */
    public Optional<Article> newest(StoreId store) {
        return sql.first(
                store,
                "select variant_id, product_url from campaign where store_id = :store and state = 'PUBLISHED'"
                        + " and starts_at <= now() and ends_at > now() order by id desc limit 1",
                row -> new Article(row.getString("variant_id"), URI.create(row.getString("product_url"))));
    }
}
