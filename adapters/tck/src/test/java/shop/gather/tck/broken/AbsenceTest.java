package shop.gather.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.spi.Capability;
import shop.gather.tck.OrdersContract;
import shop.gather.tck.PortContracts;
import shop.gather.tck.StoreCreditsContract;
import shop.gather.tck.memory.MemoryDriver;

/** What a shop lacks is asserted and reported, neither passed nor passed over. */
class AbsenceTest {

    @Test
    void shopWithNothingButTheRequiredPortsPassesAndTheReportNamesTheRest() {
        try (Exhibit.Shown shown = Exhibit.showBare(EnumSet.noneOf(Capability.class))) {
            assertThat(Capability.of(shown.shop())).isEmpty();
            ContractRun run = ContractRun.of(PortContracts.class);
            assertThat(run.failed()).isEmpty();
            for (Capability capability : Capability.values()) {
                assertThat(run.report()).contains("absent   " + capability + ", refused with NOT_SUPPORTED: ");
            }
            assertThat(run.report())
                    .contains("proven   Orders (", "proven   OrderChanges (6 tests, 1 not applicable)")
                    .doesNotContain("BROKEN", "null");
            assertThat(run.passed())
                    .as("asserted, not passed over")
                    .contains(
                            "refundsAreThereExactlyIfClaimed",
                            "storeCreditsAreThereExactlyIfClaimed",
                            "cancellationsAreThereExactlyIfClaimed",
                            "moneyWaitsExactlyIfItCanBeCapturedLater");
            assertThat(run.notApplicable()).contains("repeatedRefundGivesBackOnce", "unsignedIsDropped");
        }
    }

    @Test
    void shopWithEveryPortIsReportedAsProven() {
        try (Exhibit.Shown shown = Exhibit.show((honest, backend) -> honest, EnumSet.allOf(Capability.class))) {
            ContractRun run = ContractRun.of(PortContracts.class);
            assertThat(run.failed()).isEmpty();
            assertThat(run.notApplicable()).isEmpty();
            for (Capability capability : shown.claims()) {
                assertThat(run.report()).contains("proven   " + capability + " (");
            }
            assertThat(run.report()).doesNotContain("absent", "BROKEN");
        }
    }

    /** Ports that nobody claims are as wrong as claims without ports: one of the two was not looked at. */
    @ParameterizedTest
    @EnumSource(Capability.class)
    void unclaimedPortFails(Capability unclaimed) {
        Set<Capability> claims = EnumSet.complementOf(EnumSet.of(unclaimed));
        try (Exhibit.Shown shown = Exhibit.show((honest, backend) -> honest, claims)) {
            assertThat(unclaimed.in(shown.shop())).isTrue();
            ContractRun run = ContractRun.of(PortContracts.class);
            assertThat(run.failed().keySet()).anyMatch(name -> name.endsWith("ThereExactlyIfClaimed"));
            assertThat(run.report()).contains("BROKEN   " + unclaimed + ": ");
        }
    }

    /** Whoever claims store credit must let the contracts look; the failure says where. */
    @Test
    void aDriverThatDoesNotTellTheCreditIsNamed() {
        MemoryDriver silent = new MemoryDriver() {
            @Override
            public Optional<Money> storeCredit(String customerId) {
                return Optional.empty();
            }
        };
        try (Exhibit.Shown shown = Exhibit.show(silent, EnumSet.allOf(Capability.class))) {
            assertThat(Capability.STORE_CREDITS.in(shown.shop())).isTrue();
            ContractRun run = ContractRun.of(StoreCreditsContract.class);
            assertThat(run.failed()).containsKeys("creditIsGivenExactly", "repeatedCreditIsGivenOnce");
            assertThat(run.failed().values())
                    .allSatisfy(failure -> assertThat(failure).hasMessageContaining("ShopDriver.storeCredit"));
        }
    }

    /** A shop that is said to carry no metadata must not tell any. */
    @Test
    void unclaimedMetadataFails() {
        try (Exhibit.Shown shown = Exhibit.showWithoutMetadata(EnumSet.allOf(Capability.class))) {
            assertThat(shown.metadata()).isFalse();
            ContractRun run = ContractRun.of(OrdersContract.class);
            assertThat(run.failed()).containsOnlyKeys("metadataTravelsFromTheCartToTheOrder");
        }
    }
}
