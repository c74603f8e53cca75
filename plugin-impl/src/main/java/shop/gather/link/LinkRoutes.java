package shop.gather.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.StoreStands;

/**
 * Finds the route of a code. A route in use is refreshed in the background every two seconds and is never older than
 * four, so a change is seen within five seconds. A redirect then needs no SQL except one read of its store every 5
 * seconds. Text that is not a code is never looked up. Unknown codes are cached separately, so that guessing cannot
 * evict routes. Thread-safe.
 */
@Singleton
class LinkRoutes {

    private static final Duration REFRESH = Duration.ofSeconds(2);
    private static final Duration OLDEST = Duration.ofSeconds(4);

    @Resource
    private ManagedExecutorService executor;

    private final Transactions transactions;
    private final StoreSql sql;
    private final ClickTokens tokens;
    private final StoreStands stands;
    private final Cache<String, Boolean> unknown =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(REFRESH).build();
    private LoadingCache<String, LinkRoute> known;

    @Inject
    LinkRoutes(Transactions transactions, StoreSql sql, ClickTokens tokens, StoreStands stands) {
        this.transactions = transactions;
        this.sql = sql;
        this.tokens = tokens;
        this.stands = stands;
    }

    @PostConstruct
    void open() {
        known = Caffeine.newBuilder()
                .maximumSize(20_000)
                .refreshAfterWrite(REFRESH)
                .expireAfterWrite(OLDEST)
                .executor(executor)
                .build(this::load);
    }

    /**
     * The route of a link; empty if there is none.
     *
     * @param path the part of the address after {@code /l/}: a code, possibly with text around it
     */
    Optional<LinkRoute> find(String path) {
        String code = LinkCode.in(path);
        if (code == null) {
            return Optional.empty();
        }
        LinkRoute route = known.getIfPresent(code);
        if (route == null && unknown.getIfPresent(code) == null) {
            route = known.get(code);
            if (route == null) {
                unknown.put(code, true);
            }
        }
        return Optional.ofNullable(route).map(this::asItsStoreStands);
    }

    /**
     * The route of a link that was followed on this node within the last few seconds; never queries the database for a
     * code.
     */
    Optional<LinkRoute> inUse(String path) {
        return Optional.ofNullable(LinkCode.in(path)).map(known::getIfPresent).map(this::asItsStoreStands);
    }

    private LinkRoute asItsStoreStands(LinkRoute route) {
        return route.isLive() && stands.of(route.store()).suspended() ? route.suspended() : route;
    }

    /** Removes a code from this node's cache, after a change. */
    void forget(String code) {
        known.invalidate(code);
        unknown.invalidate(code);
    }

    /** Removes all codes from this node's cache, after a change of many. */
    void forgetAll() {
        known.invalidateAll();
    }

    private LinkRoute load(String code) {
        return transactions
                .inDirectory(() -> sql.directory(
                        "select store_id, link_id, leader_id, target, home, link_live, leader_live from link_code where code = ?",
                        this::read,
                        code))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private LinkRoute read(ResultSet row) throws SQLException {
        StoreId store = StoreSql.id(row, "store_id", StoreId::new);
        LinkId link = StoreSql.id(row, "link_id", LinkId::new);
        String home = row.getString("home");
        return row.getBoolean("link_live") && row.getBoolean("leader_live")
                ? LinkRoute.live(
                        store,
                        link,
                        row.getString("target"),
                        home,
                        tokens.open(store, link, StoreSql.id(row, "leader_id", LeaderId::new)))
                : LinkRoute.dead(store, link, home);
    }
}
