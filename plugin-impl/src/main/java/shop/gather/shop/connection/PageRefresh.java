package shop.gather.shop.connection;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.DurableTask;
import shop.gather.platform.work.Scheduling;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;

/**
 * Updates all stored addresses of a shop's pages after its store was reconnected. Scheduled in the transaction that
 * changes the connection, run directly after it, and retried until the shop answers. Thread-safe.
 */
@Singleton
class PageRefresh implements DurableTask {

    private static final String NAME = "storefront-pages";
    private static final int BATCH = 200;

    /** The delay of a second run: links created meanwhile with the old address are stored by then. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(10);

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final Shops shops;
    private final Scheduling scheduling;
    private final Instance<StorefrontPages> kept;

    /** Consecutive failures by task instance, on this node only: on another node the pauses start with the shortest. */
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    @Inject
    PageRefresh(Shops shops, Scheduling scheduling, @Any Instance<StorefrontPages> kept) {
        this.shops = shops;
        this.scheduling = scheduling;
        this.kept = kept;
    }

    void on(@Observes StoreConnected connected) {
        for (Duration delay : List.of(Duration.ZERO, ONCE_MORE)) {
            // A new id, because an instance that is already running may have asked the shop at the old address.
            scheduling.schedule(NAME, connected.store() + "/" + Ids.next(), delay);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Duration> attempt(String instance) {
        Optional<StoreId> store =
                Ids.parse(instance.substring(0, instance.indexOf('/'))).map(StoreId::new);
        try {
            store.ifPresent(this::refresh);
            failures.remove(instance);
            return Optional.empty();
        } catch (ShopException | ProblemException shopIsAway) {
            return Optional.of(RETRY.afterFailures(failures.merge(instance, 1, Integer::sum)));
        }
    }

    /** @throws ShopException if the shop cannot be asked */
    private void refresh(StoreId store) {
        Shop shop = shops.reopened(store);
        for (StorefrontPages pages : kept) {
            refresh(store, shop, pages);
        }
    }

    private static void refresh(StoreId store, Shop shop, StorefrontPages pages) {
        URI home = WebAddress.fromShop(shop.storefront().home());
        List<String> variants = pages.variants(store, "", BATCH);
        while (!variants.isEmpty()) {
            for (String variant : variants) {
                // A product that the shop no longer sells has no page; the front page is better than a dead address.
                URI page = shop.catalog()
                        .variant(variant)
                        .map(found -> WebAddress.fromShop(shop.storefront().product(found)))
                        .orElse(home);
                pages.lead(store, variant, page, home);
            }
            variants = pages.variants(store, variants.get(variants.size() - 1), BATCH);
        }
        pages.lead(store, home);
    }
}
