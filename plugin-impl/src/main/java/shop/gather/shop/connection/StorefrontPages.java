package shop.gather.shop.connection;

import java.net.URI;
import java.util.List;
import shop.gather.platform.StoreId;

/**
 * The addresses of a shop's pages that a feature keeps. {@link PageRefresh} has them follow a shop that moves.
 * Thread-safe.
 */
public interface StorefrontPages {

    /**
     * The variants whose pages are kept, in order. @param after the last one of the batch before; at first an empty
     * text
     */
    List<String> variants(StoreId store, String after, int limit);

    /** Has what is kept of a variant lead to its page. @param home the front page of the same shop */
    void lead(StoreId store, String variant, URI page, URI home);

    /** Has what is kept of no article lead to the front page; comes after all variants. */
    void lead(StoreId store, URI home);
}
