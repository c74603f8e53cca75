package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** The posters of a campaign and of a team. */
class PosterIT {

    private final SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));

    private static Api.Answer get(Store store, String path, Map<String, String> headers) {
        return store.storefront().send("GET", path, null, headers);
    }

    @ParameterizedTest
    @EnumSource
    void aVisitorSharesACampaignAndATeam(OnDatabase database) {
        Store store = Store.connected(database.server(), shop);
        String campaign = store.aCampaign(Money.parse("EUR 10.00"), 2, Duration.ofHours(1), Duration.ofMinutes(15));
        String poster = "/storefront/v1/campaigns/" + campaign + "/poster/";
        Api.Answer svg = get(store, poster + "svg", Map.of("Accept-Language", "zh"));
        assertThat(svg.status()).isEqualTo(200);
        assertThat(svg.headers().get("content-type")).startsWith("image/svg+xml");
        assertThat(svg.body()).startsWith("<svg").contains("EUR 10.00", "截止：");
        String tag = svg.headers().get("etag");
        assertThat(get(store, poster + "svg", Map.of("Accept-Language", "zh", "If-None-Match", tag))
                        .status())
                .isEqualTo(304);
        assertThat(get(store, poster + "svg", Map.of("Accept-Language", "en", "If-None-Match", tag))
                        .status())
                .isEqualTo(200);

        Api.Answer png = get(store, poster + "png", Map.of());
        assertThat(png.status()).as(png.body()).isEqualTo(200);
        assertThat(png.headers().get("content-type")).isEqualTo("image/png");

        String code = store.aLeader("Lena")
                .api()
                .get("/storefront/v1/me/group-links")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("code");
        assertThat(get(store, poster + "svg?link=" + code, Map.of()).status()).isEqualTo(200);
        assertThat(get(store, poster + "svg?link=zzzzzzzzzz", Map.of()).problem())
                .isEqualTo("not-found");
        Store other = Store.connected(database.server(), Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
        String others = other.aCampaign(Money.parse("EUR 10.00"), 2, Duration.ofHours(1), Duration.ofMinutes(15));
        assertThat(get(other, "/storefront/v1/campaigns/" + others + "/poster/svg?link=" + code, Map.of())
                        .problem())
                .as("another store's link")
                .isEqualTo("not-found");

        String team = store.aBuyer("Mia Wong").opens(campaign).getString("team");
        Api.Answer ofTeam = get(store, "/storefront/v1/teams/" + team + "/poster/svg", Map.of());
        assertThat(ofTeam.status()).isEqualTo(200);
        assertThat(ofTeam.body()).contains("Until ", "EUR 10.00");
    }
}
