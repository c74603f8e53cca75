package shop.gather.shop.connection;

import java.net.URI;
import java.util.List;
import shop.gather.platform.StoreId;

/**
 * Implemented by a feature that stores addresses of a shop's pages. {@link PageRefresh} updates them when the shop has
 * moved. Thread-safe.
 */
public interface StorefrontPages {

    /**
     * The variants whose page addresses are stored, in order.
     *
     * @param after the last one of the previous batch; an empty text for the first batch
     */
    List<String> variants(StoreId store, String after, int limit);

    /**
     * Replaces the stored addresses of a variant's page.
     *
     * @param home the front page of the same shop
     */
    void lead(StoreId store, String variant, URI page, URI home);

    /** Replaces the stored addresses that belong to no variant with the front page; called after all variants. */
    void lead(StoreId store, URI home);
}
