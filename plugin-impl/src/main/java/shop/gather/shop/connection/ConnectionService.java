package shop.gather.shop.connection;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.http.GuardedHttpClient;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Capability;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;

/** Connects a store to its shop, after testing the connection. Thread-safe. */
@Singleton
public class ConnectionService {

    private final Shops shops;
    private final Connections connections;
    private final GuardedHttpClient outbound;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Event<StoreConnected> connected;
    private final Event<ShopMoved> movedShops;
    private final Event<ShopReachable> reachable;

    @Inject
    ConnectionService(
            Shops shops,
            Connections connections,
            GuardedHttpClient outbound,
            Transactions transactions,
            AuditLog audit,
            Event<StoreConnected> connected,
            Event<ShopMoved> movedShops,
            Event<ShopReachable> reachable) {
        this.shops = shops;
        this.connections = connections;
        this.outbound = outbound;
        this.transactions = transactions;
        this.audit = audit;
        this.connected = connected;
        this.movedShops = movedShops;
        this.reachable = reachable;
    }

    /**
     * The connection as the owner sees it, without secrets.
     *
     * @param problem why the shop is unusable now; null if there is no problem
     * @param hookUrl the address to which the shop, or Gather's plugin in it, sends notifications
     */
    public record View(
            String adapter,
            Map<String, String> settings,
            String shopName,
            String currency,
            boolean pricesIncludeTax,
            List<String> capabilities,
            String problem,
            Instant problemSince,
            Instant polledAt,
            String hookUrl) {

        /**
         * A copy with the address for the shop's notifications, based on the address by which the caller reaches this
         * deployment.
         */
        public View reachedAt(String hook) {
            return new View(
                    adapter,
                    settings,
                    shopName,
                    currency,
                    pricesIncludeTax,
                    capabilities,
                    problem,
                    problemSince,
                    polledAt,
                    hook);
        }
    }

    /**
     * Connects or reconnects.
     *
     * @param settings secrets that are left out keep their value if the adapter stays the same
     * @param moved whether it is the shop that was connected before, with its customers and orders under the same ids,
     *     although it identifies itself as another shop
     * @param actor for the audit log
     * @throws ProblemException if a setting is missing or invalid, or the shop refuses; CONFLICT if the store has
     *     customers, orders or offers of another shop. Nothing is changed then
     */
    public View connect(
            StoreId store,
            String adapterId,
            Map<String, String> settings,
            String currency,
            boolean moved,
            String actor) {
        AdapterDescriptor descriptor = shops.adapter(adapterId.strip()).descriptor();
        Optional<Connection> known = connections.load(store);
        Map<String, String> complete = complete(store, descriptor, settings == null ? Map.of() : settings);
        try (Shop shop = shops.tryOut(descriptor.id(), complete)) {
            ShopIdentity identity = shop.identify();
            requireCurrency(identity, currency);
            WebAddress.fromShop(shop.storefront().home());
            Optional<Connection> other = known.filter(before -> !isSame(before, descriptor, identity));
            if (!moved) {
                other.ifPresent(before -> requireNothingKnown(store, before));
            }
            // The cursor of this moment: no later change is missed, even if the first poll comes late.
            String cursor = shop.orders().changedSince(Optional.empty(), 1).cursor();
            Optional<MovedShop> news = other.filter(before -> moved).map(before -> MovedShop.ask(shop, before, cursor));
            transactions.inStore(store, () -> {
                news.ifPresent(found -> movedShops.fire(new ShopMoved(store, found.untold())));
                if (!connections.isStill(store, known)) {
                    throw new ProblemException(
                            ProblemCode.CONFLICT,
                            "The store was connected by another request at the same time. Check the connection, and "
                                    + "connect it again if needed.");
                }
                if (!moved) {
                    // Checked again: an order may have arrived while the shop was asked.
                    other.ifPresent(before -> requireNothingKnown(store, before));
                }
                connections.save(
                        store,
                        descriptor.id(),
                        complete,
                        identity,
                        currency,
                        Capability.of(shop),
                        news.map(MovedShop::cursor).orElse(cursor));
                connected.fire(new StoreConnected(store));
                audit.record(
                        store,
                        actor,
                        "store.connected",
                        descriptor.id(),
                        "shop connected in " + currency
                                + news.map(MovedShop::told).orElse(""));
            });
            outbound.forget(store);
            connections.forget(store);
            reachable.fire(new ShopReachable(store));
        } catch (ShopException refused) {
            throw new ProblemException(ProblemCode.SHOP_REFUSED, refused.getMessage());
        }
        return view(store).orElseThrow();
    }

    /** The connection; empty before the store was connected. */
    public Optional<View> view(StoreId store) {
        return connections.load(store).map(this::view);
    }

    /** The currency in which a store sells; empty before it was connected. */
    public Optional<String> currency(StoreId store) {
        return connections.find(store).map(Connection::currency);
    }

    /** Whether the shop had this capability when the store was connected; false before. */
    public boolean can(StoreId store, Capability capability) {
        return connections
                .find(store)
                .filter(connection -> connection.capabilities().contains(capability))
                .isPresent();
    }

    private static boolean isSame(Connection before, AdapterDescriptor adapter, ShopIdentity identity) {
        return before.adapterId().equals(adapter.id()) && before.fingerprint().equals(identity.fingerprint());
    }

    /**
     * In another shop the same ids belong to other people: money would be captured, refunded and paid out for the wrong
     * customers.
     */
    private void requireNothingKnown(StoreId store, Connection before) {
        if (connections.hasRecords(store)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "This is not the shop " + before.shopName()
                            + ", whose customers, orders or offers this store has. Create a separate store for this "
                            + "shop. If it is the same shop, moved with its customers and orders under the same ids, "
                            + "send \"moved\": true.");
        }
    }

    private View view(Connection connection) {
        Set<String> secret = shops.adapter(connection.adapterId()).descriptor().settings().stream()
                .filter(setting -> setting.kind() == Setting.Kind.SECRET)
                .map(Setting::key)
                .collect(Collectors.toSet());
        Map<String, String> shown = new LinkedHashMap<>(connection.settings());
        shown.keySet().removeAll(secret);
        return new View(
                connection.adapterId(),
                shown,
                connection.shopName(),
                connection.currency(),
                connection.pricesIncludeTax(),
                connection.capabilities().stream().map(Enum::name).sorted().toList(),
                connection.problem(),
                connection.problemSince(),
                connection.polledAt(),
                null);
    }

    private Map<String, String> complete(StoreId store, AdapterDescriptor descriptor, Map<String, String> entered) {
        Set<String> known =
                descriptor.settings().stream().map(Setting::key).collect(Collectors.toCollection(TreeSet::new));
        entered.keySet().stream()
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw ProblemException.invalid(
                            "The adapter " + descriptor.id() + " has no setting " + key + "; it has " + known + ".");
                });
        Map<String, String> before = connections
                .load(store)
                .filter(connection -> connection.adapterId().equals(descriptor.id()))
                .map(Connection::settings)
                .orElse(Map.of());
        Map<String, String> complete = new LinkedHashMap<>();
        for (Setting setting : descriptor.settings()) {
            String kept = setting.kind() == Setting.Kind.SECRET ? before.get(setting.key()) : null;
            String value = entered.getOrDefault(setting.key(), kept);
            if (value == null || value.isBlank()) {
                if (setting.required()) {
                    throw ProblemException.invalid(
                            "The setting " + setting.key() + " is missing: " + setting.description());
                }
                continue;
            }
            requireAddress(setting, value);
            complete.put(setting.key(), Check.text(value, setting.key(), 2_000));
        }
        return complete;
    }

    /** Checks settings that are addresses by the same rule for all adapters. */
    private void requireAddress(Setting setting, String value) {
        try {
            if (setting.kind() == Setting.Kind.URL) {
                outbound.requireAllowed(WebAddress.parse(value));
            } else if (setting.kind() == Setting.Kind.LINK) {
                WebAddress.requireTemplate(value);
            }
        } catch (ShopException refused) {
            throw new ProblemException(ProblemCode.SHOP_REFUSED, setting.key() + ": " + refused.getMessage());
        }
    }

    private static void requireCurrency(ShopIdentity shop, String currency) {
        Set<String> offered =
                shop.currencies().stream().map(CurrencyUnit::getCode).collect(Collectors.toCollection(TreeSet::new));
        if (!offered.contains(currency)) {
            throw ProblemException.invalid("The shop " + shop.name() + " sells in " + offered + ", not in " + currency
                    + ". Choose one of these.");
        }
    }
}
