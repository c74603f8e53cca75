package shop.gather.platform.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The proxy closes idle connections before Gather does; otherwise a request that is not repeated can be lost with its
 * connection.
 */
class IdleConnectionsTest {

    @Test
    void theProxyClosesAnIdleConnectionFirst() throws IOException {
        int ofGather = seconds("pre-boot.asadmin", "http-listener\\.http\\.timeout-seconds=(\\d+)");
        int ofProxy = seconds("nginx.conf", "keepalive 32;[^}]*keepalive_timeout (\\d+)s;");
        assertThat(ofProxy).isLessThan(ofGather);
    }

    private static int seconds(String file, String setting) throws IOException {
        String text = Files.readString(Path.of("deploy", file));
        return Pattern.compile(setting)
                .matcher(text)
                .results()
                .map((MatchResult found) -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
