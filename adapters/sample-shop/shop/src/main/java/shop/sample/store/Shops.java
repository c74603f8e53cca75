package shop.sample.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import shop.sample.platform.Database;
import shop.sample.platform.DatabaseException;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;

/** The shops of this deployment. */
@Singleton
public class Shops {

    private final Database database;
    private final Map<String, Shop> known = new ConcurrentHashMap<>();

    @Inject
    public Shops(Database database) {
        this.database = database;
    }

    /** A shop and the secrets that its owner sees only once. */
    public record Opened(Shop shop, String ownerKey, String adminKey) {}

    /** Opens a shop; the id must be free. */
    public Opened open(NewShop request) {
        String ownerKey = "owner_" + Secrets.random(24);
        String adminKey = "key_" + Secrets.random(24);
        Shop shop = request.toShop(
                Secrets.hash(ownerKey),
                Secrets.hash(adminKey),
                "whsec_" + Base64.getEncoder().encodeToString(Secrets.randomBytes(24)),
                UUID.randomUUID().toString());
        try {
            database.write(shop.id(), transaction -> {
                transaction.update(
                        "insert into shop values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        shop.id(),
                        shop.name(),
                        shop.currency(),
                        shop.pricesIncludeTax(),
                        shop.taxPercent(),
                        shop.shippingAmount(),
                        shop.captureWithin().toSeconds(),
                        shop.sessionLifetime().toSeconds(),
                        shop.ownerKeyHash(),
                        shop.adminKeyHash(),
                        shop.webhookSecret(),
                        shop.fingerprint(),
                        shop.webhookUrl(),
                        keys(shop.switchedOff()));
                return transaction.update("insert into counter values (?, 0, 1000)", shop.id());
            });
        } catch (DatabaseException e) {
            throw e.isDuplicate() ? new Problem(409, "id-taken", "there is a shop " + shop.id() + " already") : e;
        }
        return new Opened(shop, ownerKey, adminKey);
    }

    /** @throws Problem if there is none */
    public Shop get(String id) {
        Shop shop = known.get(id);
        if (shop != null) {
            return shop;
        }
        return database.read(transaction -> transaction.one("select * from shop where id = ?", Shops::row, id))
                .map(found -> {
                    Shop earlier = known.putIfAbsent(id, found);
                    return earlier == null ? found : earlier;
                })
                .orElseThrow(() -> noSuchShop(id));
    }

    /** All shops by id. */
    public List<Shop> all() {
        return database.read(transaction -> transaction.list("select * from shop order by id limit 100", Shops::row));
    }

    /** From now on the shop tells this address of changes; empty for none. */
    public Shop notifyTo(String id, String url) {
        if (!url.isEmpty() && !url.matches("https?://.{1,1990}")) {
            throw Problem.invalid("url must be an http or https address, or empty");
        }
        return change(id, url, null);
    }

    /** From now on the shop lacks exactly these capabilities. */
    public Shop switchOff(String id, List<String> capabilities) {
        return change(id, null, Capability.named(capabilities));
    }

    private Shop change(String id, String url, Set<Capability> off) {
        return database.write(id, transaction -> {
            Shop before = transaction
                    .one("select * from shop where id = ?", Shops::row, id)
                    .orElseThrow(() -> noSuchShop(id));
            Shop after = before.with(url == null ? before.webhookUrl() : url, off == null ? before.switchedOff() : off);
            transaction.update(
                    "update shop set webhook_url = ?, switched_off = ? where id = ?",
                    after.webhookUrl(),
                    keys(after.switchedOff()),
                    id);
            transaction.afterCommit(() -> known.put(id, after));
            return after;
        });
    }

    /** Not the same as a missing order or customer of a shop that is there. */
    private static Problem noSuchShop(String id) {
        return new Problem(404, "no-such-shop", "there is no shop " + id);
    }

    private static String keys(Set<Capability> capabilities) {
        return capabilities.stream().map(Capability::key).sorted().collect(Collectors.joining(","));
    }

    private static Shop row(ResultSet row) throws SQLException {
        String off = row.getString("switched_off");
        return new Shop(
                row.getString("id"),
                row.getString("name"),
                row.getString("currency"),
                row.getBoolean("prices_include_tax"),
                row.getBigDecimal("tax_percent").stripTrailingZeros(),
                row.getLong("shipping_amount"),
                Duration.ofSeconds(row.getLong("capture_within_seconds")),
                Duration.ofSeconds(row.getLong("session_seconds")),
                row.getString("owner_key_hash"),
                row.getString("admin_key_hash"),
                row.getString("webhook_secret"),
                row.getString("fingerprint"),
                row.getString("webhook_url"),
                off.isEmpty() ? Set.of() : Set.copyOf(Capability.named(Arrays.asList(off.split(",")))));
    }
}
