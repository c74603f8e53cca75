package shop.gather.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.spi.Capability;
import shop.gather.tck.AdapterContract;
import shop.gather.tck.PortContracts;
import shop.gather.tck.ShopUnderTest;

/** A contract is worth what it catches: each mistake of the table fails exactly the tests that are about it. */
class BrokenShopsTest {

    static List<Flaw> flaws() {
        return Stream.of(
                        BrokenIdentity.all(),
                        BrokenReads.all(),
                        BrokenSessions.all(),
                        BrokenOrders.all(),
                        BrokenChanges.all(),
                        BrokenOffers.all(),
                        BrokenOfferEndings.all(),
                        BrokenCaptures.all(),
                        BrokenCancellations.all(),
                        BrokenLines.all(),
                        BrokenRefunds.all(),
                        BrokenCredits.all(),
                        BrokenNotifications.all(),
                        BrokenMoney.all(),
                        BrokenPages.all(),
                        BrokenRefusals.all(),
                        BrokenScripts.all(),
                        BrokenClocks.all(),
                        BrokenFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void mistakeIsCaught(Flaw flaw) {
        try (Exhibit.Shown shown = Exhibit.show(flaw.adapter(), EnumSet.allOf(Capability.class))) {
            assertThat(shown.shop()).isNotNull();
            ContractRun run = ContractRun.of(flaw.contract());
            assertThat(run.failed().keySet())
                    .as("what fails when %s: %s", flaw.what(), run.failed())
                    .isEqualTo(flaw.failing());
            assertThat(run.report()).contains("BROKEN");
        }
    }

    @Test
    void everyContractCatchesAtLeastTwoMistakes() {
        Map<Class<? extends ShopUnderTest>, Long> caught =
                flaws().stream().collect(Collectors.groupingBy(Flaw::contract, Collectors.counting()));
        assertThat(Set.<Class<?>>copyOf(caught.keySet())).isEqualTo(contracts());
        assertThat(caught)
                .allSatisfy((contract, mistakes) ->
                        assertThat(mistakes).as(contract.getSimpleName()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void everyTestOfEveryContractCanFail() {
        for (Class<?> contract : contracts()) {
            Set<String> tests = Arrays.stream(contract.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .map(Method::getName)
                    .collect(Collectors.toSet());
            Set<String> seenFailing = flaws().stream()
                    .filter(flaw -> flaw.contract() == contract)
                    .flatMap(flaw -> flaw.failing().stream())
                    .collect(Collectors.toSet());
            assertThat(seenFailing).as("tests of %s", contract.getSimpleName()).isEqualTo(tests);
        }
    }

    private static Set<Class<?>> contracts() {
        return Stream.of(AdapterContract.class.getInterfaces())
                .flatMap(part -> part == PortContracts.class ? Stream.of(part.getInterfaces()) : Stream.of(part))
                .collect(Collectors.toSet());
    }
}
