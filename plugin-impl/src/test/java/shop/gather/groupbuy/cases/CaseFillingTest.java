package shop.gather.groupbuy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;

/** Which places of an article are confirmed, if it is ordered in full cases. */
class CaseFillingTest {

    private static final Money PRICE = Money.parse("EUR 3.33");

    private static FullCases cases(int units, int tolerance) {
        return new FullCases(units, tolerance, null);
    }

    private static List<Integer> kept(CaseFilling filling, int places) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            if (filling.keeps(i)) {
                kept.add(i);
            }
        }
        return kept;
    }

    /** Places are numbered from 0, in the order of payment. */
    @ParameterizedTest(name = "[{0}] in cases of {1}, tolerance {2}: {3}")
    @CsvSource({
        "4 2 6, 6, 0, 0 1 2",
        "4 3 2, 6, 0, 0 2",
        "1 1 1 1 1 1 1, 3, 0, 0 1 2 3 4 5",
        "4 3 3, 6, 0, 1 2",
        "2 5 5 5 3, 6, 0, 0 1 2",
        "4, 6, 2, 0",
        "4 3, 6, 2, 0",
        "4 3, 6, 1, ''",
        "12 1, 6, 0, 0",
        "5 5, 6, 0, ''",
        "5 5, 6, 2, 0 1",
        "1, 10000, 9999, 0"
    })
    void aPlaceIsLeftOutOnlyIfNoChoiceWithItFillsCases(String places, int units, int tolerance, String expected) {
        int[] quantities = numbers(places);
        assertThat(kept(CaseFilling.of(quantities, cases(units, tolerance)), quantities.length))
                .containsExactlyElementsOf(
                        Arrays.stream(numbers(expected)).boxed().toList());
    }

    private static int[] numbers(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void withoutPlacesNothingIsOrdered() {
        assertThat(CaseFilling.of(new int[0], cases(6, 0)).units()).isZero();
    }

    /** @param places the units of each, in the order of payment */
    record Order(int[] places, FullCases cases) {
        @Override
        public String toString() {
            return Arrays.toString(places) + " in " + cases;
        }
    }

    @Provide
    Arbitrary<Order> smallOrders() {
        return orders(9, 12, 10);
    }

    @Provide
    Arbitrary<Order> largeOrders() {
        return orders(150, 60, 40);
    }

    private static Arbitrary<Order> orders(int places, int units, int quantity) {
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(1, quantity)
                                .array(int[].class)
                                .ofMaxSize(places),
                        Arbitraries.integers().between(2, units),
                        Arbitraries.integers().between(0, 1_000))
                .as((quantities, size, number) ->
                        new Order(quantities, cases(size, number % 3 == 0 ? number % size : 0)));
    }

    /** All choices, that with the earliest places first: the first one that can be ordered. */
    private static List<Integer> firstChoice(Order order) {
        int places = order.places().length;
        for (int choice = (1 << places) - 1; choice >= 0; choice--) {
            List<Integer> kept = new ArrayList<>();
            int units = 0;
            for (int i = 0; i < places; i++) {
                if ((choice >> places - 1 - i & 1) == 1) {
                    kept.add(i);
                    units += order.places()[i];
                }
            }
            if (order.cases().canOrder(units)) {
                return kept;
            }
        }
        throw new AssertionError("nothing can always be ordered");
    }

    @Property(tries = 100_000)
    void noLaterPlaceDisplacesAnEarlierOne(@ForAll("smallOrders") Order order) {
        CaseFilling filling = CaseFilling.of(order.places(), order.cases());
        assertThat(kept(filling, order.places().length)).isEqualTo(firstChoice(order));
        mustBeWhole(order, filling);
    }

    @Property(tries = 20_000)
    void fewerPlacesThanACaseHasUnitsAreLeftOut(@ForAll("largeOrders") Order order) {
        CaseFilling filling = CaseFilling.of(order.places(), order.cases());
        assertThat(order.places().length - kept(filling, order.places().length).size())
                .isLessThan(order.cases().units());
        mustBeWhole(order, filling);
    }

    /** What is confirmed and what the owner buys make whole cases; what is paid is kept or returned. */
    private static void mustBeWhole(Order order, CaseFilling filling) {
        FullCases cases = order.cases();
        int bought = cases.missing(filling.units());
        assertThat(bought).isBetween(0, cases.tolerance());
        assertThat((filling.units() + bought) % cases.units()).isZero();
        assertThat(cases.casesFor(filling.units()) * cases.units()).isEqualTo(filling.units() + bought);
        int paid = Arrays.stream(order.places()).sum();
        if (cases.canOrder(paid)) {
            assertThat(filling.units()).as("nothing is left out needlessly").isEqualTo(paid);
        }
        Money returned = Money.zero(PRICE.getCurrencyUnit());
        int units = 0;
        for (int i = 0; i < order.places().length; i++) {
            if (filling.keeps(i)) {
                units += order.places()[i];
            } else {
                returned = returned.plus(PRICE.multipliedBy(order.places()[i]));
            }
        }
        assertThat(units).isEqualTo(filling.units());
        assertThat(PRICE.multipliedBy(units).plus(returned)).isEqualTo(PRICE.multipliedBy(paid));
    }

    /** Also the largest group order is decided in one transaction. */
    @Test
    void theLargestOrderTakesLittleTime() {
        Random random = new Random(7);
        int[] places = random.ints(100_000, 1, 1_001).toArray();
        FullCases largest = cases(10_000, 0);
        long start = System.nanoTime();
        CaseFilling filling = CaseFilling.of(places, largest);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
        assertThat(filling.units() % 10_000).isZero();
    }
}
