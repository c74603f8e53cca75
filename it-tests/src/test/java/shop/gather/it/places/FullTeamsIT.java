package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Many teams fill at the same moment, each from more buyers than it has places. */
class FullTeamsIT {

    private static final int SIZE = 5;
    private static final int TEAMS = Counts.of(4, 20);
    private static final int JOINERS = Counts.of(12, 30);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @ParameterizedTest
    @EnumSource
    void everyPlaceIsTakenOnceAndEveryFullTeamIsCompleted(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        String campaign = store.aCampaign(
                store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                SIZE,
                Duration.ofHours(24),
                Duration.ofMinutes(15));
        Map<Buyer, JsonObject> taken = new HashMap<>();
        List<String> teams = new ArrayList<>();
        for (Buyer opener : Crowd.of(store, TEAMS)) {
            JsonObject place = opener.opens(campaign);
            teams.add(place.getString("team"));
            taken.put(opener, place);
        }

        List<Buyer> joiners = Crowd.of(store, TEAMS * JOINERS);
        List<Api.Answer> answers = Crowd.atOnce(java.util.stream.IntStream.range(0, joiners.size())
                .mapToObj(number ->
                        (Callable<Api.Answer>) () -> joiners.get(number).triesToJoin(teams.get(number % TEAMS)))
                .toList());
        for (int i = 0; i < joiners.size(); i++) {
            if (answers.get(i).status() == 201) {
                taken.put(joiners.get(i), answers.get(i).json());
            } else {
                assertThat(answers.get(i).problem())
                        .as(answers.get(i).toString())
                        .isEqualTo("team-full");
            }
        }
        assertThat(taken).hasSize(TEAMS * SIZE);
        for (String team : teams) {
            TeamOfPlaces full = TeamOfPlaces.of(store, team);
            full.mustAddUp();
            assertThat(full.held()).isEqualTo(SIZE);
        }
        List<PlacedOrder> orders = Crowd.inTurn(taken.entrySet().stream()
                .map(entry -> (Callable<PlacedOrder>) () -> entry.getKey().paysFor(entry.getValue()))
                .toList());
        for (String team : teams) {
            TeamOfPlaces complete = Await.until(
                    "team " + team + " to be complete",
                    PATIENCE,
                    () -> TeamOfPlaces.of(store, team),
                    seen -> seen.state().equals("SUCCEEDED") && seen.settled());
            complete.mustAddUp();
            assertThat(complete.count("CONFIRMED")).isEqualTo(SIZE);
        }
        for (PlacedOrder order : orders) {
            Await.until(
                    "the capture of " + order.number(),
                    PATIENCE,
                    () -> store.shop().record(order.orderId()),
                    record -> record.captured().equals(order.total()));
            assertThat(store.shop().record(order.orderId()).captures()).isEqualTo(1);
        }
        Counts.executed("places of full and completed teams on " + database, orders.size(), TEAMS * SIZE);
    }
}
