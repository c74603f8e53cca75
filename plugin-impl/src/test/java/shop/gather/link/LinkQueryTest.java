package shop.gather.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkQueryTest {

    private static final String SHOP = "https://shop.example/tea";

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    none, ''
                    '', ''
                    utm_source=line&utm_medium=chat, &utm_source=line&utm_medium=chat
                    utm_campaign=Herbst%20und+mehr, &utm_campaign=Herbst+und+mehr
                    utm_term=%E8%8C%B6, &utm_term=%E8%8C%B6
                    fbclid=IwAR0abc&gclid=Cj0, &fbclid=IwAR0abc&gclid=Cj0
                    consent=1&utm_source=a, &utm_source=a
                    utm_source=a&utm_source=b, &utm_source=a
                    utm_source, &utm_source=
                    variant=17&gather_click=forged&redirect=//evil&return_to=x, ''
                    UTM_SOURCE=a&utm_=a&utm_source%20=a&utm_%73ource=a, ''
                    utm_source=%0D%0ALocation:%20//evil, ''
                    utm_source=%zz&utm_medium=b, &utm_medium=b
                    """)
    void onlyTheParametersOfTheShopsStatisticsArePassedOn(String query, String passedOn) {
        assertThat(LinkQuery.of(query).passedOn(LandingPage.of(SHOP).parameters()))
                .isEqualTo(passedOn);
    }

    @Test
    void theShopsOwnValuesStay() {
        LandingPage page = LandingPage.of(SHOP + "?utm_source=shop&size=big#top");

        assertThat(page.clicked("T", LinkQuery.of("utm_source=line&utm_medium=chat")))
                .isEqualTo(SHOP + "?utm_source=shop&size=big&gather_click=T&utm_medium=chat#top");
        assertThat(page.plain(LinkQuery.of("utm_source=line&utm_medium=chat")))
                .isEqualTo(SHOP + "?utm_source=shop&size=big&utm_medium=chat#top");
    }

    @Test
    void aPageWithoutAClickOrParametersStaysAsItIs() {
        assertThat(LandingPage.of(SHOP + "#top").plain(LinkQuery.of(null))).isEqualTo(SHOP + "#top");
        assertThat(LandingPage.of(SHOP).plain(LinkQuery.of("utm_source=a"))).isEqualTo(SHOP + "?utm_source=a");
    }

    @Test
    void consentIsReadBesideOtherParameters() {
        assertThat(LinkQuery.of("utm_source=a&consent=1").consent()).isTrue();
        assertThat(LinkQuery.of("consent=0").consent()).isFalse();
        assertThat(LinkQuery.of("xconsent=1").consent()).isFalse();
    }

    @Test
    void whatIsTooLongIsDropped() {
        LinkQuery query = LinkQuery.of("utm_source=" + "a".repeat(501) + "&utm_medium=chat");

        assertThat(query.campaign()).containsOnlyKeys("utm_medium");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append("&utm_x").append(i).append("=").append("%E8%8C%B6".repeat(50));
        }
        assertThat(LinkQuery.of(many.substring(1, 8_000)).passedOn(Set.of())).hasSizeLessThanOrEqualTo(2_000);
        assertThat(LinkQuery.of("utm_source=a&x=" + "x".repeat(9_000)).campaign())
                .isEmpty();
    }

    @Property
    void noParameterChangesWhereTheLinkLeads(@ForAll String value) {
        URI target = URI.create(LandingPage.of(SHOP + "?size=big").clicked("T", LinkQuery.of("utm_source=" + value)));

        assertThat(target.getScheme()).isEqualTo("https");
        assertThat(target.getHost()).isEqualTo("shop.example");
        assertThat(target.getPath()).isEqualTo("/tea");
        assertThat(target.getRawFragment()).isNull();
        assertThat(target.getRawQuery()).startsWith("size=big&gather_click=T");
    }
}
