package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** Where links lead. */
class TemplateStorefrontTest {

    private static final VariantSnapshot TEA =
            new VariantSnapshot("3", "2", "Green Tea", "TEA/100 é", Money.parse("EUR 1"), OptionalInt.empty(), true);

    private static TemplateStorefront at(String template, Optional<URI> home) {
        return new TemplateStorefront("storefrontUrl", template, "slug", home);
    }

    @Test
    void fillsTheTemplate() {
        TemplateStorefront storefront = at("https://shop.example/p/{slug}?v={variantId}&s={sku}", Optional.empty());
        storefront.learn("2", "green-tea");

        assertThat(storefront.product(TEA)).hasToString("https://shop.example/p/green-tea?v=3&s=TEA%2F100%20%C3%A9");
        assertThat(storefront.home()).hasToString("https://shop.example/");
    }

    @Test
    void leadsHomeWhileTheSlugIsUnknown() {
        TemplateStorefront storefront =
                at("https://shop.example/p/{slug}", Optional.of(URI.create("https://www.example/de")));

        assertThat(storefront.product(TEA)).hasToString("https://www.example/de");
        storefront.learn("2", "a/../b");
        assertThat(storefront.product(TEA)).hasToString("https://shop.example/p/a%2F..%2Fb");
    }

    @Test
    void needsNoSlugWhereTheTemplateHasNone() {
        assertThat(at("https://shop.example/{productId}", Optional.empty()).product(TEA))
                .hasToString("https://shop.example/2");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String template : new String[] {"shop.example/{slug}", "javascript:alert({slug})", "https://{slug}", ""}) {
            assertThatThrownBy(() -> at(template, Optional.empty())).isInstanceOf(ShopException.class);
        }
    }
}
