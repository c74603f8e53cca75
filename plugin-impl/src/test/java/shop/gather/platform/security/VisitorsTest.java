package shop.gather.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorsTest {

    private final Visitors nobodyTrusted = new Visitors("");
    private final Visitors behindProxies = new Visitors("127.0.0.1, 10.0.0.0/8 ,::1,fd00:1::/32");

    @Test
    void withoutKnownProxiesTheHeaderIsIgnored() {
        assertThat(nobodyTrusted.address("127.0.0.1", List.of("203.0.113.1"))).isEqualTo("127.0.0.1");
    }

    @Test
    void whoComesPastTheProxyIsNotBelieved() {
        assertThat(behindProxies.address("198.51.100.9", List.of("203.0.113.1")))
                .isEqualTo("198.51.100.9");
        assertThat(behindProxies.address("11.0.0.1", List.of("203.0.113.1"))).isEqualTo("11.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.1 | 203.0.113.1",
                "203.0.113.1:5123 | 203.0.113.1",
                "9.9.9.9, 203.0.113.1 | 203.0.113.1",
                "9.9.9.9, 203.0.113.1, 10.1.2.3 | 203.0.113.1",
                "10.9.9.9, 203.0.113.1, 10.1.2.3, 10.200.0.1 | 203.0.113.1",
                "9.9.9.9,10.1.2.3,10.1.2.4 | 9.9.9.9",
                "10.1.2.3,10.1.2.4 | 10.1.2.3",
                "2001:DB8::1 | 2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1",
                "9.9.9.9, fd00:1:2::7 | 9.9.9.9",
                "9.9.9.9, fd00:2::7 | fd00:2:0:0:0:0:0:7",
                "::ffff:203.0.113.1 | 203.0.113.1",
            })
    void theLastHopThatIsNoProxyIsTheVisitor(String header, String visitor) {
        assertThat(behindProxies.address("127.0.0.1", List.of(header))).isEqualTo(visitor);
        assertThat(behindProxies.address("0:0:0:0:0:0:0:1", List.of(header))).isEqualTo(visitor);
        assertThat(behindProxies.address("127.0.0.1", List.of(header.split(", *"))))
                .isEqualTo(visitor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "localhost",
                "_hidden",
                "203.0.113.1 evil",
                "9.9.9.9, unknown",
                "1.2.3",
                "16909060",
                "999.1.1.1",
                "beef",
                "::1::1",
                "[203.0.113.1]"
            })
    void whatIsNoAddressTellsNothing(String header) {
        assertThat(behindProxies.address("127.0.0.1", List.of(header))).isEqualTo("127.0.0.1");
    }

    @Test
    void noHeaderIsNoVisitorButTheProxy() {
        assertThat(behindProxies.address("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "::/129", "10.0.0.0/8/8", "127.0.0.1,,10.0.0.1", "*"
            })
    void aSettingThatIsNoneIsRefused(String setting) {
        assertThatThrownBy(() -> new Visitors(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gather.trusted-proxies");
    }
}
