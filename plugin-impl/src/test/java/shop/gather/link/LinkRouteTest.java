package shop.gather.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.platform.StoreId;

class LinkRouteTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://shop.example/tea, https://shop.example/tea?gather_click=TOKEN
                    https://shop.example/tea?size=big, https://shop.example/tea?size=big&gather_click=TOKEN
                    https://shop.example/tea?, https://shop.example/tea?gather_click=TOKEN
                    https://shop.example/tea?a=1&, https://shop.example/tea?a=1&gather_click=TOKEN
                    https://shop.example/#/tea, https://shop.example/?gather_click=TOKEN#/tea
                    https://shop.example/?a=1#/tea?b=2, https://shop.example/?a=1&gather_click=TOKEN#/tea?b=2
                    https://shop.example, https://shop.example?gather_click=TOKEN
                    """)
    void theTokenIsAppendedToWhateverTheShopsAddressIs(String target, String expected) {
        LinkRoute route = LinkRoute.live(
                new StoreId(UUID.randomUUID()), new LinkId(UUID.randomUUID()), target, "https://shop.example/", null);

        assertThat(route.page().clicked("TOKEN", LinkQuery.of(null))).isEqualTo(expected);
        assertThat(route.isLive()).isTrue();
    }

    @Test
    void aDeadLinkKnowsOnlyTheFrontPage() {
        LinkRoute route =
                LinkRoute.dead(new StoreId(UUID.randomUUID()), new LinkId(UUID.randomUUID()), "https://shop.example/");

        assertThat(route.isLive()).isFalse();
        assertThat(route.home().plain(LinkQuery.of(null))).isEqualTo("https://shop.example/");
    }
}
