package shop.gather.shop.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopException;

/** What {@code gather.outbound.allow} opens: a host, or one port of it. */
class NetworksTest {

    private static final InetAddress[] INSIDE = {InetAddress.getLoopbackAddress()};

    @Test
    void anEntryWithAPortOpensThatPortAlone() {
        Networks networks = new Networks("127.0.0.1:8081, Shop.Internal:9000 ,[::1]:7000");
        assertThatCode(() -> networks.requireAllowed("127.0.0.1", 8081, INSIDE)).doesNotThrowAnyException();
        assertThatCode(() -> networks.requireAllowed("shop.internal", 9000, INSIDE))
                .doesNotThrowAnyException();
        assertThatCode(() -> networks.requireAllowed("[::1]", 7000, INSIDE)).doesNotThrowAnyException();
        for (int other : new int[] {80, 5432, 8080, 8082}) {
            assertThatExceptionOfType(ShopException.class)
                    .isThrownBy(() -> networks.requireAllowed("127.0.0.1", other, INSIDE))
                    .withMessageContaining("gather.outbound.allow");
        }
        assertThatExceptionOfType(ShopException.class)
                .isThrownBy(() -> networks.requireAllowed("shop.internal", 8081, INSIDE));
    }

    @Test
    void anEntryWithoutAPortOpensEveryPortOfItsHost() {
        Networks networks = new Networks("shop.internal");
        assertThatCode(() -> networks.requireAllowed("shop.internal", 9000, INSIDE))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(ShopException.class)
                .isThrownBy(() -> networks.requireAllowed("other.internal", 9000, INSIDE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop.internal", "shop:0", "shop:65536", "shop:http", "10.0.0.0/8", "::1", "a b"})
    void anEntryThatCannotBeReadIsNotPassedOver(String entry) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Networks("127.0.0.1," + entry))
                .withMessageContaining(entry)
                .withMessageContaining("host:port");
    }
}
