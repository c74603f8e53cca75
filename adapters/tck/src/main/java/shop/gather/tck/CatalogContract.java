package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import shop.gather.spi.VariantSnapshot;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Payment;

/** The contract of {@link shop.gather.spi.Catalog}, for every shop. */
public interface CatalogContract extends ShopUnderTest {

    @Test
    default void variantIsToldAsItIsSold() {
        for (Article article : driver().articles()) {
            VariantSnapshot variant =
                    shop().catalog().variant(article.variantId()).orElseThrow();
            assertThat(variant.variantId()).isEqualTo(article.variantId());
            assertThat(variant.price())
                    .as("price of %s, with tax", article.title())
                    .isEqualTo(article.price());
            assertThat(variant.title()).isNotBlank();
            assertThat(variant.productId()).isNotBlank();
            assertThat(variant.sku()).isNotNull();
            assertThat(variant.available())
                    .as("%s can be bought", article.title())
                    .isTrue();
        }
    }

    /** A shop that does not track stock reports it as empty, not as a number. */
    @Test
    default void stockFollowsWhatIsSold() {
        Scene scene = new Scene(this);
        String variantId = scene.article().variantId();
        OptionalInt before = shop().catalog().variant(variantId).orElseThrow().stock();
        if (before.isPresent()) {
            assertThat(before.getAsInt()).isEqualTo(driver().stock(scene.article()));
        }
        scene.order(scene.buyer(), Map.of(variantId, 2), Payment.AT_ONCE);
        OptionalInt expected = before.isPresent() ? OptionalInt.of(before.getAsInt() - 2) : OptionalInt.empty();
        Await.until(
                "the stock to go from " + before + " to " + expected,
                () -> shop().catalog().variant(variantId).orElseThrow().stock().equals(expected));
    }

    @Test
    default void unknownVariantIsEmpty() {
        assertThat(shop().catalog().variant("99999999")).isEmpty();
        assertThat(shop().catalog().variant("no such variant/../?&")).isEmpty();
    }

    @Test
    default void searchFindsTitlesAndStockKeepingUnitsInAnyCase() {
        Article article = driver().articles().get(0);
        VariantSnapshot variant = shop().catalog().variant(article.variantId()).orElseThrow();
        String title = variant.title().toUpperCase(Locale.ROOT);
        assertThat(shop().catalog().search(title, 100)).as("found by title").contains(variant);
        assertThat(shop().catalog().search(title.toLowerCase(Locale.ROOT), 100)).contains(variant);
        Optional.of(variant.sku()).filter(sku -> !sku.isBlank()).ifPresent(sku -> assertThat(
                        shop().catalog().search(sku.toLowerCase(Locale.ROOT), 100))
                .as("found by stock keeping unit")
                .contains(variant));
    }

    @Test
    default void searchFindsNothingElse() {
        VariantSnapshot other =
                shop().catalog().variant(driver().articles().get(1).variantId()).orElseThrow();
        String title = driver().articles().get(0).title();
        assertThat(other.title()).as("the driver's articles are different").isNotEqualTo(title);
        assertThat(shop().catalog().search("no article is called this", 100)).isEmpty();
        assertThat(shop().catalog().search("%", 100))
                .as("a wildcard is text")
                .allMatch(variant ->
                        variant.title().contains("%") || variant.sku().contains("%"));
    }

    @Test
    default void searchKeepsToItsLimit() {
        List<VariantSnapshot> all = shop().catalog().search("", 100);
        assertThat(all).as("an empty text finds everything").hasSizeBetween(2, 100);
        assertThat(all).extracting(VariantSnapshot::variantId).doesNotHaveDuplicates();
        if (all.size() < 100) {
            assertThat(all)
                    .extracting(VariantSnapshot::variantId)
                    .containsAll(
                            driver().articles().stream().map(Article::variantId).toList());
        }
        for (int limit : new int[] {1, all.size() - 1, all.size()}) {
            assertThat(shop().catalog().search("", limit)).hasSize(limit);
        }
    }
}
