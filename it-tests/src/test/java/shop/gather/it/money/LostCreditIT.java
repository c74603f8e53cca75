package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;

/** Credit whose answer was lost is looked for once the first try has certainly ended, minutes later. */
@Tag("long")
class LostCreditIT {

    @Test
    void aLostAnswerGivesTheCreditOnce() {
        List<Waiting> all = Stream.of(Database.values()).map(Waiting::new).toList();

        for (Waiting waiting : all) {
            Await.until(
                    "the request to be PAID",
                    Scene.PATIENCE.multipliedBy(4),
                    () -> waiting.scene
                            .store()
                            .owner()
                            .get("/api/v1/payout-requests/" + waiting.request)
                            .getString("state"),
                    "PAID"::equals);
            assertThat(waiting.scene
                            .shop()
                            .storeCredit(waiting.leader.member().customer().customerId()))
                    .contains(waiting.scene.money("10.00"));
            assertThat(waiting.scene.shop().commandCounts()).containsEntry("credit", 1);
            waiting.scene.booksBalance();
        }
    }

    private static final class Waiting {

        private final Scene scene;
        private final Leader leader;
        private final String request;

        Waiting(Database database) {
            scene = Scene.on(database.server(), Scene.LONG_FREEZE);
            leader = scene.aLeaderWith("10.00");
            scene.shop()
                    .faults(SampleShopFaults.of("credit")
                            .answeredLate(Duration.ofSeconds(20))
                            .times(1));
            request = scene.asksForCredit(leader, "10.00").json().getString("id");
            scene.decides(request, "approval");
        }
    }
}
