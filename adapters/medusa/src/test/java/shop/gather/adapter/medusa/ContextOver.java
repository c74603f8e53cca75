package shop.gather.adapter.medusa;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;

/** Another context over another network. */
record ContextOver(ShopContext context, ShopHttp http) implements ShopContext {

    @Override
    public Optional<String> setting(String key) {
        return context.setting(key);
    }

    @Override
    public Clock clock() {
        return context.clock();
    }

    @Override
    public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
        return context.cachedToken(name, lifetime, login);
    }

    @Override
    public void dropToken(String name) {
        context.dropToken(name);
    }
}
