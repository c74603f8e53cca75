package shop.sample.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import shop.sample.store.Shop;

/**
 * Something to buy.
 *
 * @param price of one, as listed
 * @param stock how many can be sold now
 */
public record Variant(String id, String productId, String title, String sku, long price, int stock, boolean available) {

    static Variant row(ResultSet row) throws SQLException {
        return new Variant(
                row.getString("id"),
                row.getString("product_id"),
                row.getString("title"),
                row.getString("sku"),
                row.getLong("price"),
                row.getInt("stock"),
                row.getBoolean("available"));
    }

    /** As the API shows it: {@code price} is what a buyer pays. */
    Map<String, Object> view(Shop shop) {
        return Map.of(
                "variantId", id,
                "productId", productId,
                "title", title,
                "sku", sku,
                "price", shop.taxed(price).gross(),
                "listedPrice", price,
                "currency", shop.currency(),
                "stock", stock,
                "available", available);
    }
}
