package shop.gather.adapter.medusa;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import shop.gather.tck.FaultyCommandsContract;
import shop.gather.tck.FaultyReadsContract;

/** The contracts about a network that fails, each call of it in turn. Seven minutes: only in the proof. */
@RequiresMedusa
@Tag("proof")
class FaultyNetworkIT extends MedusaUnderTest implements FaultyReadsContract, FaultyCommandsContract {

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_SUBSCRIBER;
    }

    /** A refund alone keeps a Medusa busy for a second; beside the other fork's server it took three. */
    @Override
    public Duration answersWithin() {
        return Duration.ofSeconds(6);
    }
}
