package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;

/** Checks the claimed capabilities: a port is present exactly if it is claimed. */
final class Claims {

    private Claims() {}

    /**
     * The port that a test is about. If it is neither present nor claimed, the test is reported as not applicable,
     * never as passed.
     *
     * @throws AssertionError if the port is claimed and missing, or present and not claimed
     */
    static <P> P port(ShopUnderTest subject, Capability capability, Function<Shop, Optional<P>> port) {
        assertAsClaimed(subject, capability, port);
        return port.apply(subject.shop()).orElseThrow(() -> new Absent(capability));
    }

    /** Fails unless the port is present exactly if it is claimed, in the current connection and in a new one. */
    static void assertAsClaimed(
            ShopUnderTest subject, Capability capability, Function<Shop, ? extends Optional<?>> port) {
        assertAsClaimed(subject, subject.shop(), capability, port);
    }

    static void assertAsClaimedAfterReconnecting(
            ShopUnderTest subject, Capability capability, Function<Shop, ? extends Optional<?>> port) {
        assertAsClaimed(subject, capability, port);
        try (Shop again = subject.connect(Map.of())) {
            assertAsClaimed(subject, again, capability, port);
        }
    }

    private static void assertAsClaimed(
            ShopUnderTest subject, Shop shop, Capability capability, Function<Shop, ? extends Optional<?>> port) {
        boolean claimed = subject.claims().contains(capability);
        assertThat(port.apply(shop).isPresent())
                .as(
                        "the port of %s is there (claimed: %s): claims() and the ports of Shop must say the same",
                        capability, claimed)
                .isEqualTo(claimed);
        assertThat(capability.in(shop)).as("%s in the shop", capability).isEqualTo(claimed);
        assertThat(Capability.of(shop).contains(capability))
                .as("%s among the shop's capabilities", capability)
                .isEqualTo(claimed);
    }

    /** The reason why a test does not apply: the capability is absent and not claimed. */
    static final class Absent extends TestAbortedException {

        private static final long serialVersionUID = 1L;

        private final Capability capability;

        private Absent(Capability capability) {
            super(capability + " is absent, as claimed: Gather refuses it with NOT_SUPPORTED");
            this.capability = capability;
        }

        Capability capability() {
            return capability;
        }
    }
}
