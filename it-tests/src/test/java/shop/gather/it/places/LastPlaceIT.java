package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Many buyers want the last place of a team at the same moment. */
class LastPlaceIT {

    private static final int BUYERS = Counts.of(30, 200);
    private static final int ROUNDS = Counts.of(5, 200);

    /** A member's session lasts 15 minutes. */
    private static final int ROUNDS_OF_A_CROWD = 50;

    @ParameterizedTest
    @EnumSource
    void theLastPlaceGoesToExactlyOneBuyer(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        String campaign = store.aCampaign(
                store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                2,
                Duration.ofHours(24),
                Duration.ofMinutes(15));
        int decided = 0;
        List<Buyer> crowd = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % ROUNDS_OF_A_CROWD == 0) {
                crowd = Crowd.of(store, BUYERS + 1);
            }
            Buyer opener = crowd.get(BUYERS);
            JsonObject first = opener.opens(campaign);
            String team = first.getString("team");
            List<Api.Answer> answers = Crowd.atOnce(crowd.subList(0, BUYERS).stream()
                    .map(buyer -> (Callable<Api.Answer>) () -> buyer.triesToJoin(team))
                    .toList());
            List<Integer> winners = new java.util.ArrayList<>();
            for (int i = 0; i < BUYERS; i++) {
                if (answers.get(i).status() == 201) {
                    winners.add(i);
                } else {
                    assertThat(answers.get(i).problem())
                            .as(answers.get(i).toString())
                            .isEqualTo("team-full");
                }
            }
            assertThat(winners).as("winners of round %s", round).hasSize(1);
            TeamOfPlaces full = TeamOfPlaces.of(store, team);
            full.mustAddUp();
            assertThat(full.held()).isEqualTo(2);
            assertThat(full.places()).hasSize(2);
            Buyer winner = crowd.get(winners.get(0));
            // Who holds a place may not take another one in the campaign: both leave before the next round.
            leave(winner, answers.get(winners.get(0)).json());
            leave(opener, first);
            TeamOfPlaces.of(store, team).mustAddUp();
            decided++;
        }
        Counts.executed("rounds of " + BUYERS + " buyers for the last place on " + database, decided, ROUNDS);
    }

    private static void leave(Buyer buyer, JsonObject place) {
        Api.Answer answer =
                buyer.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }
}
