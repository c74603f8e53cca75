package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;
import shop.gather.tck.ShopDriver.Article;

/** The contract of {@link shop.gather.spi.Storefront}, for every shop. */
public interface StorefrontContract extends ShopUnderTest {

    @Test
    default void homeIsAnAddressOfTheWeb() {
        assertWeb(shop().storefront().home());
    }

    @Test
    default void eachProductHasItsPageInTheShop() {
        List<VariantSnapshot> variants = driver().articles().stream()
                .map(Article::variantId)
                .map(id -> shop().catalog().variant(id).orElseThrow())
                .toList();
        for (VariantSnapshot variant : variants) {
            assertInShop(shop().storefront().product(variant));
        }
        long products =
                variants.stream().map(VariantSnapshot::productId).distinct().count();
        assertThat(variants.stream()
                        .map(shop().storefront()::product)
                        .distinct()
                        .count())
                .as("pages of %s products", products)
                .isGreaterThanOrEqualTo(products);
    }

    /** A link never leaves the shop, whatever the products are called. */
    @Test
    default void strangeIdsStayInTheShop() {
        Article article = driver().articles().get(0);
        for (String strange : List.of(
                "//evil.example/", "@evil.example", "..//..//evil.example", "https://evil.example", "a b\u5718\r\n")) {
            VariantSnapshot variant =
                    new VariantSnapshot(strange, strange, strange, strange, article.price(), OptionalInt.empty(), true);
            assertInShop(shop().storefront().product(variant));
        }
    }

    /** Redirects are many and fast; none of them may wait for the shop. */
    @Test
    default void nothingIsCalled() {
        VariantSnapshot variant =
                shop().catalog().variant(driver().articles().get(0).variantId()).orElseThrow();
        try (WatchedDoors doors = new WatchedDoors(this);
                Shop fresh = connect(doors.settings())) {
            fresh.identify();
            int before = doors.calls();
            assertThat(before).as("who the shop is was asked here").isPositive();
            fresh.storefront().home();
            fresh.storefront().product(variant);
            assertThat(doors.calls()).as("requests to the shop").isEqualTo(before);
        }
    }

    private void assertInShop(URI page) {
        assertWeb(page);
        assertThat(page.getRawAuthority())
                .as("authority of %s", page)
                .isEqualTo(shop().storefront().home().getRawAuthority());
    }

    private static void assertWeb(URI address) {
        assertThat(address.getScheme()).as("scheme of %s", address).isIn("http", "https");
        assertThat(address.getHost()).as("host of %s", address).isNotBlank();
        assertThat(address.getRawUserInfo()).as("user of %s", address).isNull();
    }
}
