package shop.gather.tck;

import java.util.HashMap;
import java.util.Map;

/** A counting proxy before each server of a shop. */
final class WatchedDoors implements AutoCloseable {

    private final Map<String, CountingProxy> proxies = new HashMap<>();
    private final Map<String, String> settings;

    WatchedDoors(ShopUnderTest subject) {
        settings = SettingsUnderTest.moved(subject, server -> proxies.computeIfAbsent(server, CountingProxy::new)
                .address());
    }

    /** The shop's addresses by way of the proxies, to connect with. */
    Map<String, String> settings() {
        return settings;
    }

    /** How many requests passed until now. */
    int calls() {
        return proxies.values().stream().mapToInt(CountingProxy::calls).sum();
    }

    @Override
    public void close() {
        proxies.values().forEach(CountingProxy::close);
    }
}
