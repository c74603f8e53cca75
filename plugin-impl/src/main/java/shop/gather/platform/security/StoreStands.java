package shop.gather.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import shop.gather.platform.StoreId;

/** The state of stores, cached for 5 seconds: every node sees a change within that time. Thread-safe. */
@Singleton
public class StoreStands {

    /** A store that does not exist counts as suspended. */
    private static final Stand NONE = new Stand(0, true);

    private final Source source;
    private final Cache<StoreId, Stand> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    @Inject
    StoreStands(Source source) {
        this.source = source;
    }

    /** @param sessionsEnded how often sessions of the store's members were ended */
    public record Stand(long sessionsEnded, boolean suspended) {}

    /** Reads a store; implemented by the feature that owns stores. Thread-safe. */
    public interface Source {

        /** Empty if there is no such store. */
        Optional<Stand> read(StoreId store);
    }

    public Stand of(StoreId store) {
        return recent.get(store, id -> source.read(id).orElse(NONE));
    }

    /** Removes a store from this node's cache, after a change on this node. Called after the commit. */
    public void forget(StoreId store) {
        recent.invalidate(store);
    }
}
