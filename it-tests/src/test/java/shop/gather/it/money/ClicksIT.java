package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Leader;

/** Every click on a leader's link is counted. */
class ClicksIT {

    @ParameterizedTest
    @EnumSource
    void clicksAtOnceAreAllCounted(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        JsonObject link = leader.aLink();

        AtOnce.times(8, number -> {
            for (int click = 0; click < 25; click++) {
                leader.clicked(link);
            }
            return number;
        });

        Await.until(
                "the clicks to be counted",
                Scene.PATIENCE,
                () -> clicks(leader, link.getString("id")),
                clicks -> clicks >= 200);
        assertThat(clicks(leader, link.getString("id"))).isEqualTo(200);
    }

    private static int clicks(Leader leader, String link) {
        return leader
                .api()
                .get("/storefront/v1/me/group-links")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(found -> found.getString("id").equals(link))
                .findFirst()
                .orElseThrow()
                .getInt("clicks");
    }
}
