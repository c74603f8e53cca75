package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;

/** Reading what the owner entered. */
class SettingsTest {

    private static Settings with(String key, String value) {
        return new Settings(new DirectContext(Map.of(key, value), Clock.systemUTC()));
    }

    private static void refuses(String setting, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining(setting);
    }

    @Test
    void whiteSpaceAndSlashesAtTheEndDoNotCount() {
        assertThat(with("url", " https://shop.example/api// ").baseAddress("url"))
                .isEqualTo("https://shop.example/api");
        assertThat(with("name", " Tea ").text("name")).isEqualTo("Tea");
        assertThat(with("name", "  ").optionalText("name")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "ftp://shop.example",
                "https://user:word@shop.example",
                "https://",
                "https://shop.example/?x=1",
                "https://shop.example/#a",
                "https://shop .example"
            })
    void aBaseAddressMustBeOne(String address) {
        refuses("url", () -> with("url", address).baseAddress("url"));
    }

    @Test
    void nothingInAKeyMayEndAHeader() {
        refuses("key", () -> with("key", "a\r\nb: c").headerValue("key"));
        assertThat(with("key", "sk_1 ").headerValue("key")).isEqualTo("sk_1");
    }

    @Test
    void aSecretMustBeLong() {
        refuses("secret", () -> with("secret", "short").optionalSecret("secret"));
        assertThat(with("other", "").optionalSecret("secret")).isEmpty();
    }
}
