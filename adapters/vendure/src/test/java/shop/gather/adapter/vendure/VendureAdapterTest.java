package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.ShopAdapter;

/** What the registry finds. */
class VendureAdapterTest {

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ShopAdapter.class))
                .extracting(adapter -> adapter.descriptor().id())
                .contains("vendure");
    }

    @Test
    void keepsSecretsSecret() {
        AdapterDescriptor descriptor = new VendureAdapter().descriptor();

        assertThat(descriptor.settings())
                .filteredOn(setting -> setting.kind() == Setting.Kind.SECRET)
                .extracting(Setting::key)
                .containsExactlyInAnyOrder("password", "apiKey", "pluginSecret");
    }
}
