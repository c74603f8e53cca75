package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Joins that come together are written together; what is wrong with one of them is no other's concern. */
class SharedTransactionsIT {

    private static final int SIZE = 20;
    private static final int BUYERS = 30;
    private static final int ELSEWHERE = 5;

    @ParameterizedTest
    @EnumSource
    void eachOfManyJoinsGetsTheAnswerThatIsItsOwn(OnDatabase database) {
        Store store = Shared.aStore(database.server());
        String campaign = store.aCampaign(
                store.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP),
                SIZE,
                Duration.ofHours(24),
                Duration.ofMinutes(15));
        List<Buyer> crowd = Crowd.of(store, BUYERS + ELSEWHERE + 2);
        JsonObject first = crowd.get(BUYERS + ELSEWHERE).opens(campaign);
        String team = first.getString("team");
        String other = crowd.get(BUYERS + ELSEWHERE + 1).opens(campaign).getString("team");
        List<Buyer> elsewhere = crowd.subList(BUYERS, BUYERS + ELSEWHERE);
        elsewhere.forEach(buyer -> buyer.joins(other));

        List<Callable<Api.Answer>> joins = new ArrayList<>();
        for (Buyer buyer : crowd.subList(0, BUYERS)) {
            // A storefront that is not sure sends its request again.
            joins.add(() -> buyer.triesToJoin(team, "one-and-the-same"));
            joins.add(() -> buyer.triesToJoin(team, "one-and-the-same"));
        }
        elsewhere.forEach(buyer -> joins.add(() -> buyer.triesToJoin(team)));
        List<Api.Answer> answers = Crowd.atOnce(joins);

        Set<String> places = new HashSet<>(Set.of(first.getString("id")));
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            Api.Answer one = answers.get(2 * buyer);
            Api.Answer same = answers.get(2 * buyer + 1);
            assertThat(same.status()).as(one + " " + same).isEqualTo(one.status());
            if (one.status() == 201) {
                assertThat(same.json().getString("id")).isEqualTo(one.json().getString("id"));
                places.add(one.json().getString("id"));
            } else {
                assertThat(one.problem()).isEqualTo("team-full");
                assertThat(same.problem()).isEqualTo("team-full");
            }
        }
        assertThat(places).hasSize(SIZE);
        assertThat(answers.subList(2 * BUYERS, answers.size()))
                .allSatisfy(answer -> assertThat(answer.problem()).isIn("already-in-team", "team-full"));
        TeamOfPlaces full = TeamOfPlaces.of(store, team);
        full.mustAddUp();
        assertThat(full.held()).isEqualTo(SIZE);
        assertThat(full.places()).hasSize(SIZE);
    }
}
