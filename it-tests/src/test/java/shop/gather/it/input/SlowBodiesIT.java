package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** Clients that announce a body and send it slowly, or never, keep nobody else from being answered. */
class SlowBodiesIT {

    private static final int CLIENTS = 400;
    private static final int REQUESTS = 50;

    @Test
    void fourHundredSlowBodiesHoldNoThreadAndAreEnded() throws IOException {
        GatherServer server = Shared.h2();
        Store store = Shared.aStore(server);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                slow.add(announce(server.address(), "/hooks/" + store.id()));
            }
            store.owner().get("/api/v1/members");
            // With a thread for each body the owner would be answered only after 200 of them had been given up.
            assertThat(ended(slow)).isLessThan(CLIENTS / 4);
            for (int i = 0; i < REQUESTS; i++) {
                store.owner().get("/api/v1/members");
            }
            for (Socket client : slow) {
                assertThat(answer(client)).containsAnyOf(" 408 ", " 503 ");
            }
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
        store.owner().get("/api/v1/members");
    }

    private static long ended(List<Socket> clients) throws IOException {
        long ended = 0;
        for (Socket client : clients) {
            ended += client.getInputStream().available() > 0 ? 1 : 0;
        }
        return ended;
    }

    private static Socket announce(URI server, String path) throws IOException {
        Socket client = new Socket(server.getHost(), server.getPort());
        client.setSoTimeout(60_000);
        client.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: gather\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 20000\r\n\r\n{\"data\":")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String answer(Socket client) throws IOException {
        byte[] start = client.getInputStream().readNBytes(16);
        return new String(start, StandardCharsets.US_ASCII);
    }
}
