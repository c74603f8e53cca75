package shop.gather.adapter.woocommerce;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;
import shop.gather.tck.DirectContext;

/** A context whose network or clock a test has replaced. */
record ContextOver(ShopContext inner, ShopHttp http, Clock clock) implements ShopContext {

    static ContextOver of(Map<String, String> settings, UnaryOperator<ShopHttp> network) {
        return of(settings, network, Clock.systemUTC());
    }

    static ContextOver of(Map<String, String> settings, UnaryOperator<ShopHttp> network, Clock clock) {
        ShopContext inner = new DirectContext(settings, clock);
        return new ContextOver(inner, network.apply(inner.http()), clock);
    }

    @Override
    public Optional<String> setting(String key) {
        return inner.setting(key);
    }

    @Override
    public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
        return inner.cachedToken(name, lifetime, login);
    }

    @Override
    public void dropToken(String name) {
        inner.dropToken(name);
    }
}
