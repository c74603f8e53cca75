package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;

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

    /** Two people among seven requests that nobody made who follows the link. */
    @ParameterizedTest
    @EnumSource
    void onlyPeopleWhoFollowALinkAreCountedAndCarryAClick(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        JsonObject link = leader.aLink();
        Api visitor = leader.api().as(null);
        String address = "/l/" + link.getString("code");

        for (String agent : List.of(
                "facebookexternalhit/1.1", "WhatsApp/2.23.20.0", "Twitterbot/1.0", "TelegramBot (like TwitterBot)")) {
            Api.Answer looked = visitor.send("GET", address, null, Map.of("User-Agent", agent));
            assertThat(looked.status()).isEqualTo(302);
            assertThat(looked.headers().get("location")).doesNotContain("gather_click");
        }
        Api.Answer head = visitor.send("HEAD", address, null, Map.of());
        assertThat(head.status()).isEqualTo(302);
        assertThat(head.headers().get("location")).doesNotContain("gather_click");
        for (String header : List.of("Sec-Purpose", "Purpose", "X-Moz")) {
            assertThat(visitor.send("GET", address, null, Map.of(header, "prefetch"))
                            .status())
                    .isEqualTo(403);
        }
        leader.clicked(link);
        Api.Answer inAnApp = visitor.send(
                "GET", address, null, Map.of("User-Agent", "Mozilla/5.0 (iPhone) Mobile/15E148 Instagram 337.0.3"));
        assertThat(Leader.click(inAnApp)).isNotEmpty();

        // Counted in the order of the requests: once the clicks are there, the others would be too.
        Await.until(
                "the clicks to be counted",
                Scene.PATIENCE,
                () -> clicks(leader, link.getString("id")),
                clicks -> clicks >= 2);
        assertThat(clicks(leader, link.getString("id"))).isEqualTo(2);
    }

    @Test
    void aLinkKeepsTheShopsStatisticsAndSurvivesWhatChatAppsAppend() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        Api visitor = leader.api().as(null);
        String address = "/l/" + leader.aLink().getString("code");

        Api.Answer counted = visitor.send(
                "GET", address + "?utm_source=line&utm_campaign=Herbst%20tee&fbclid=IwAR0&next=//evil", null, Map.of());
        assertThat(Leader.click(counted)).isNotEmpty();
        assertThat(counted.headers().get("location")).endsWith("&utm_source=line&utm_campaign=Herbst+tee&fbclid=IwAR0");

        for (String appended : List.of(
                "/", ".", ",", ")", "%20", "%E2%80%8B", "%EF%BC%8C", "%E3%80%82", "%EF%BC%89", "%5D", "%252C")) {
            Api.Answer followed = visitor.send("GET", address + appended, null, Map.of());
            assertThat(followed.status()).as(appended).isEqualTo(302);
            assertThat(Leader.click(followed)).isNotEmpty();
        }
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
