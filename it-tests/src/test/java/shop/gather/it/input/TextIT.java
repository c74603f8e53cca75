package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * Names are text: what looks like SQL, HTML or a template is stored and given back as it came, as JSON that no browser
 * runs.
 */
class TextIT {

    private static GatherServer server;
    private static Store store;

    @BeforeAll
    static void aStore() {
        server = Shared.postgres();
        store = Shared.aStore(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robert'); drop table member; --",
                "' or '1'='1",
                "<script>alert(document.domain)</script>",
                "<img src=x onerror=alert(1)>",
                "${jndi:ldap://127.0.0.1/a} #{7*7} {{7*7}} %n%s",
                "\"}],\"admin\":true,[{\"",
                "團長 \uD83C\uDF75 \u202Etxt.exe",
                "=cmd|'/C calc'!A0"
            })
    void isGivenBackAsItCame(String text) {
        JsonObject programme = store.owner()
                .post(
                        "/api/v1/programmes",
                        named(text).add("rules", Json.createArrayBuilder()).build());
        assertThat(read("/api/v1/programmes/" + programme.getString("id")).getString("name"))
                .isEqualTo(text);

        JsonObject plan = store.owner()
                .post(
                        "/api/v1/commission-plans",
                        named(text).add("level1Percent", "8").build());
        assertThat(read("/api/v1/commission-plans/" + plan.getString("id")).getString("name"))
                .isEqualTo(text);

        JsonObject draft = Json.createObjectBuilder(
                        store.campaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(1), Duration.ofMinutes(15)))
                .add("name", text)
                .build();
        JsonObject campaign = store.owner().post("/api/v1/campaigns", draft);
        assertThat(read("/api/v1/campaigns/" + campaign.getString("id")).getString("name"))
                .isEqualTo(text);

        Leader leader = store.aLeader("Lea");
        String community = leader.api()
                .get("/storefront/v1/communities")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        String etag = leader.api()
                .send("GET", "/storefront/v1/communities/" + community, null, Map.of())
                .headers()
                .get("etag");
        Api.Answer renamed = leader.api()
                .send(
                        "PUT",
                        "/storefront/v1/communities/" + community,
                        named(text).build().toString(),
                        Map.of("If-Match", etag));
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(read("/api/v1/communities/" + community).getString("name")).isEqualTo(text);

        JsonObject made = Api.of(server.address(), GatherServer.PROVIDER_KEY)
                .post(
                        "/provider/v1/stores",
                        named(text + " " + UUID.randomUUID())
                                .add("zone", "Europe/Berlin")
                                .build());
        assertThat(made.getJsonObject("store").getString("name")).startsWith(text);
        assertThat(read("/api/v1/members").getJsonArray("items")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bobby'); drop table member; --", "<b onmouseover=alert(1)>Bo</b>"})
    void ofTheShopIsGivenBackAsItCame(String name) {
        Buyer buyer = store.aBuyer(name);
        assertThat(buyer.session().getJsonObject("member").getString("displayName"))
                .isEqualTo(name);
        assertThat(read("/api/v1/members/" + buyer.memberId())
                        .getJsonObject("member")
                        .getString("displayName"))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or 1=1 --", "\u0000", "zzz", "-1", "99999999999999999999"})
    void inTheQueryIsNoQuery(String text) {
        String encoded = java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
        for (String list : new String[] {"members", "campaigns", "leaders", "group-links", "commissions", "keys"}) {
            for (String parameter : new String[] {"cursor", "limit", "leader", "order"}) {
                Api.Answer answer =
                        store.owner().send("GET", "/api/v1/" + list + "?" + parameter + "=" + encoded, null, Map.of());
                if (answer.status() != 200) {
                    assertThat(ClearProblem.wrongWith(answer))
                            .as(list + " " + parameter + ": " + answer)
                            .isEmpty();
                }
            }
        }
    }

    private static JsonObjectBuilder named(String text) {
        return Json.createObjectBuilder().add("name", text);
    }

    private static JsonObject read(String path) {
        Api.Answer answer = store.owner().send("GET", path, null, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        return answer.json();
    }
}
