package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import shop.gather.spi.VariantSnapshot;

/** What a person sees who follows a link. */
class StorefrontIT {

    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void theProductPageShowsPriceAndClick() throws Exception {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            VariantSnapshot tea =
                    fixture.shop().catalog().variant("green-tea-100g").orElseThrow();
            URI page = fixture.shop().storefront().product(tea);
            String html = page(page + "?gather_click=%3Cscript%3Etoken.1");
            assertThat(html)
                    .contains("Green Tea 100g", "12.99 EUR", "&lt;script&gt;token.1")
                    .doesNotContain("<script>");
            assertThat(page(fixture.shop().storefront().home().toString()))
                    .contains("Green Tea 100g", "Clay Mug", "19.95 EUR");
        }
    }

    @Test
    void whatAnOwnerEntersIsNeverMarkup() throws Exception {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            fixture.driver().put("bold", "<b>Bold</b> & \"quoted\"", 100, 1);
            assertThat(page(fixture.shop().storefront().home().toString()))
                    .contains("&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;quoted&quot;")
                    .doesNotContain("<b>Bold");
        }
    }

    private String page(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .build();
        HttpResponse<String> answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        return answer.body();
    }
}
