package shop.gather.shop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** The one rule for addresses that owners enter and adapters name. */
class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "//evil,does not begin with http",
        "/only/a/path,does not begin with http",
        "javascript:alert(1),does not begin with http",
        "http:shop.example,names no host",
        "http:///shop.example,names no host",
        "https://user:secret@shop.example/,user name",
        "https://shop.example@evil.example/,user name",
        "https://shop.example:0/,port",
        "https://shop.example:65536/,port",
        "https://shop.example:99999/,port",
        "https://shop.example:/,port",
        "https://shop.example:-1/,names no host",
        "https://sh op.example/,cannot be read"
    })
    void anAddressThatIsNotAPlainWebAddressIsRefusedWithTheReason(String address, String reason) {
        ShopException refused = catchThrowableOfType(ShopException.class, () -> WebAddress.parse(address));
        assertThat(refused.error()).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(refused.getMessage()).contains(reason).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "http://shop.example:1/",
                "https://shop.example:65535/products?id=1#top",
                "HTTPS://[2001:db8::1]:8443/a"
            })
    void plainWebAddressesAreAccepted(String address) {
        assertThat(WebAddress.parse(address)).hasToString(address);
        assertThat(WebAddress.fromShop(URI.create(address))).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/{slug}", "https://shop.example/p?id={productId}&v={variantId}"})
    void placeholdersMayStandInThePathAndTheQuery(String template) {
        assertThatCode(() -> WebAddress.requireTemplate(template)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://{slug}/",
                "https://{slug}.shop.example/",
                "https://shop.example:{productId}/",
                "//evil/{slug}",
                "https://u:p@shop.example/{slug}",
                "https://shop.example:99999/{slug}"
            })
    void aTemplateThatCouldLeadToAnotherHostIsRefused(String template) {
        assertThat(catchThrowableOfType(ShopException.class, () -> WebAddress.requireTemplate(template))
                        .error())
                .isEqualTo(ShopError.MISCONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example:99999/a", "https://user@shop.example/a", "ftp://shop.example/a"})
    void aPageThatAnAdapterNamesIsHeldToTheSameRule(String page) {
        assertThat(catchThrowableOfType(ShopException.class, () -> WebAddress.fromShop(URI.create(page)))
                        .error())
                .isEqualTo(ShopError.BAD_ANSWER);
    }
}
