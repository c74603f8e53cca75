package shop.sample.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import shop.sample.platform.Problem;

class TaxTest {

    @Property
    void netAndTaxMakeWhatIsPaid(
            @ForAll @LongRange(max = 100_000_000_000L) long listed, @ForAll @IntRange(max = 100) int percent) {
        assertThat(shop(true, percent).taxed(listed).gross()).isEqualTo(listed);
        assertThat(shop(false, percent).taxed(listed).net()).isEqualTo(listed);
        assertThat(shop(false, percent).taxed(listed).tax()).isBetween(0L, listed);
    }

    @Property
    void aPriceIsChargedExactlyOrSaidToBeUnreachable(
            @ForAll @LongRange(min = 1, max = 30_000) long gross, @ForAll @IntRange(max = 100) int percent) {
        Shop shop = shop(false, percent);
        try {
            assertThat(shop.taxed(shop.listedFor(gross)).gross()).isEqualTo(gross);
        } catch (Problem unreachable) {
            assertThat(unreachable.code()).isEqualTo("price-unreachable");
            assertThat(reachable(shop, gross)).isFalse();
        }
    }

    @Test
    void whereTaxIsAddedSomePricesDoNotExist() {
        Shop shop = shop(false, 19);
        assertThat(shop.listedFor(119)).isEqualTo(100);
        assertThatThrownBy(() -> shop.listedFor(3)).isInstanceOf(Problem.class);
        assertThat(shop(true, 19).listedFor(3)).isEqualTo(3);
    }

    @Test
    void halfAMinorUnitIsRoundedUp() {
        assertThat(shop(false, 50).taxed(1)).isEqualTo(new Shop.Taxed(1, 1));
        assertThat(shop(true, 100).taxed(1)).isEqualTo(new Shop.Taxed(1, 0));
    }

    private static boolean reachable(Shop shop, long gross) {
        for (long net = Math.max(0, gross / 2 - 2); net <= gross; net++) {
            long tried = shop.taxed(net).gross();
            if (tried == gross) {
                return true;
            }
            if (tried > gross) {
                return false;
            }
        }
        return false;
    }

    private static Shop shop(boolean included, int percent) {
        return new NewShop("s", "S", "EUR", included, Integer.toString(percent), 0L, null, null, null)
                .toShop("", "", "", "");
    }
}
