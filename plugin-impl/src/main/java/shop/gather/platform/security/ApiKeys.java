package shop.gather.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * API keys of providers, owners and storefronts. A key contains 256 random bits and is shown once. Only its SHA-256 is
 * stored, which is sufficient for a secret that cannot be guessed. A revoked key is refused within 5 seconds.
 * Thread-safe.
 */
@Singleton
public class ApiKeys {

    private static final String PREFIX = "gather_";

    private final Transactions transactions;
    private final StoreSql sql;
    private final SecureRandom random = new SecureRandom();
    private final Cache<UUID, Optional<ApiKey>> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    /** Keys that were valid recently. They are accepted even if somebody guesses keys from the same address. */
    private final Cache<UUID, Boolean> genuine = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(12))
            .build();

    private final RateLimits limits;

    @Inject
    ApiKeys(Transactions transactions, StoreSql sql, RateLimits limits) {
        this.transactions = transactions;
        this.sql = sql;
        this.limits = limits;
    }

    /**
     * A key as it is stored.
     *
     * @param store null for a provider
     */
    public record ApiKey(UUID id, StoreId store, Role role, String name, Set<Scope> scopes, String hash) {}

    /** @param secret the whole key, shown once */
    public record NewKey(UUID id, String secret) {}

    /** Creates a key, inside the caller's transaction if there is one. */
    public NewKey create(StoreId store, Role role, String name, Set<Scope> scopes) {
        UUID id = Ids.next();
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        return register(store, role, name, scopes, id, secret);
    }

    private NewKey register(StoreId store, Role role, String name, Set<Scope> scopes, UUID id, String secret) {
        transactions.inDirectory(() -> sql.updateDirectory(
                "insert into api_key (id, store_id, kind, name, secret_hash, scopes, created_at) values (?, ?, ?, ?, ?, ?, now())",
                id,
                store == null ? null : store.value(),
                role,
                name,
                hash(secret),
                scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(","))));
        return new NewKey(id, format(role, id, secret));
    }

    /** Registers the provider key from the deployment's configuration; does nothing if it is already registered. */
    public void ensureProviderKey(String whole) {
        Parsed parsed = parse(whole)
                .filter(key -> key.role() == Role.PROVIDER)
                .orElseThrow(() -> new IllegalStateException(
                        "gather.provider-key must look like gather_provider_<32 hex digits>_<43 characters>"));
        if (load(parsed.id()).isEmpty()) {
            register(null, Role.PROVIDER, "from configuration", Set.of(), parsed.id(), parsed.secret());
        }
    }

    /** Whether any provider's key exists. */
    public boolean anyProvider() {
        return transactions.inDirectory(() -> !sql.directory(
                        "select id from api_key where kind = 'PROVIDER' and revoked_at is null limit 1", row -> 1)
                .isEmpty());
    }

    /**
     * The key of a request, if it is valid and not revoked.
     *
     * @param address the address of the sender. Each unknown key costs a query, so their number is limited per address
     * @throws shop.gather.platform.http.ProblemException TOO_MANY_REQUESTS if the address has sent too many unknown
     *     keys
     */
    public Optional<ApiKey> authenticate(String whole, String address) {
        Optional<ApiKey> key = parse(whole).flatMap(shown -> find(shown.id(), address)
                .filter(found -> found.role() == shown.role())
                .filter(found -> MessageDigest.isEqual(
                        found.hash().getBytes(StandardCharsets.US_ASCII),
                        hash(shown.secret()).getBytes(StandardCharsets.US_ASCII))));
        key.ifPresent(found -> genuine.put(found.id(), true));
        return key;
    }

    private Optional<ApiKey> find(UUID id, String address) {
        Optional<ApiKey> known = recent.getIfPresent(id);
        if (known != null) {
            return known;
        }
        if (genuine.getIfPresent(id) == null) {
            limits.checkUnknownKeys(address);
        }
        Optional<ApiKey> loaded = recent.get(id, this::load);
        if (loaded.isEmpty()) {
            limits.countUnknownKey(address);
        }
        return loaded;
    }

    /** A store's keys, newest first, without their secrets. */
    public List<ApiKey> ofStore(StoreId store) {
        return transactions.inDirectory(() -> sql.directory(
                SELECT + " where k.store_id = ? and k.revoked_at is null order by k.created_at desc",
                ApiKeys::read,
                store.value()));
    }

    /** Revokes a store's key; false if the store has no such key. */
    public boolean revoke(StoreId store, UUID id) {
        boolean revoked = transactions.inDirectory(() -> sql.updateDirectory(
                        "update api_key set revoked_at = now() where store_id = ? and id = ? and revoked_at is null",
                        store.value(),
                        id))
                == 1;
        recent.invalidate(id);
        return revoked;
    }

    /** Clears the cache: each key is read again at its next use. */
    void forget() {
        recent.invalidateAll();
    }

    private static final String SELECT =
            "select k.id, k.store_id, k.kind, k.name, k.scopes, k.secret_hash from api_key k";

    private Optional<ApiKey> load(UUID id) {
        return transactions.inDirectory(
                () -> sql.directory(SELECT + " where k.id = ? and k.revoked_at is null", ApiKeys::read, id).stream()
                        .findFirst());
    }

    private static ApiKey read(java.sql.ResultSet row) throws java.sql.SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(row.getString("scopes").split(","))
                .filter(name -> !name.isEmpty())
                .map(Scope::valueOf)
                .forEach(scopes::add);
        return new ApiKey(
                StoreSql.uuid(row, "id"),
                StoreSql.id(row, "store_id", StoreId::new),
                Role.valueOf(row.getString("kind")),
                row.getString("name"),
                scopes,
                row.getString("secret_hash"));
    }

    /** Whether a credential is meant as a key, valid or not, and not as a member's token. */
    static boolean looksLikeOne(String credential) {
        return credential != null && credential.startsWith(PREFIX);
    }

    private record Parsed(Role role, UUID id, String secret) {}

    private static String format(Role role, UUID id, String secret) {
        return PREFIX + role.name().toLowerCase(java.util.Locale.ROOT) + "_"
                + id.toString().replace("-", "") + "_" + secret;
    }

    private static Optional<Parsed> parse(String whole) {
        if (whole == null || !whole.matches("gather_(provider|owner|storefront)_[0-9a-f]{32}_[A-Za-z0-9_-]{43}")) {
            return Optional.empty();
        }
        String[] parts = whole.split("_", 4);
        UUID id = UUID.fromString(parts[2].replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        return Optional.of(new Parsed(Role.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)), id, parts[3]));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
