package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** (g) What a watcher of a team costs in memory, and how long a change takes to reach all of them. */
final class Watchers {

    private static final int WATCHERS = Integer.getInteger("bench.watchers", 2_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GatherServer server;
    private final PrintStream out;

    Watchers(GatherServer server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    void run() throws IOException {
        Store store = Store.connected(server, Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR)));
        String campaign = store.aCampaign(Money.parse("EUR 10.00"), 100, Duration.ofHours(1), Duration.ofMinutes(15));
        String team = store.aBuyer("Mia").opens(campaign).getString("team");
        String request = "GET /storefront/v1/teams/" + team + "/progress HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + store.publishableKey() + "\r\n\r\n";
        // Classes are loaded and buffers made for the first ones.
        List<SocketChannel> open = new ArrayList<>(opened(request, 50));
        try (Selector selector = Selector.open()) {
            register(open, selector);
            awaitEvents(selector, open.size(), "\"placesLeft\":99");
            long heap = liveBytes();
            long resident = new ServerProcess(server.pid()).residentMegabytes();
            List<SocketChannel> more = opened(request, WATCHERS);
            open.addAll(more);
            register(more, selector);
            awaitEvents(selector, WATCHERS, "\"placesLeft\":99");
            out.println("  heap per watcher, bytes: " + (liveBytes() - heap) / WATCHERS);
            out.println("  resident memory for " + WATCHERS + " watchers, MB: "
                    + (new ServerProcess(server.pid()).residentMegabytes() - resident));
            long start = System.nanoTime();
            store.aBuyer("Noah").joins(team);
            awaitEvents(selector, open.size(), "\"placesLeft\":98");
            out.println("  seconds until " + open.size() + " watchers have received a join: "
                    + (System.nanoTime() - start) / 1e9);
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    private List<SocketChannel> opened(String request, int count) throws IOException {
        URI address = server.address();
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channels.add(channel);
        }
        return channels;
    }

    private static void register(List<SocketChannel> channels, Selector selector) throws IOException {
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new StringBuilder());
        }
    }

    /** Reads until so many streams have received a text that they had not received before. */
    private static void awaitEvents(Selector selector, int count, String text) throws IOException {
        int reached = 0;
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (reached < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + reached + " of " + count + " watchers received " + text);
            }
            selector.select(1_000);
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                if (((SocketChannel) key.channel()).read(buffer) < 0) {
                    throw new IllegalStateException("a stream has ended");
                }
                StringBuilder seen = (StringBuilder) key.attachment();
                boolean before = seen.indexOf(text) >= 0;
                seen.append(StandardCharsets.UTF_8.decode(buffer.flip()));
                if (!before && seen.indexOf(text) >= 0) {
                    reached++;
                }
            }
            selector.selectedKeys().clear();
        }
    }

    /** The size of all objects that are in use, after a collection. */
    private long liveBytes() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            try (InputStream answer = process.getInputStream()) {
                String[] total = new String(answer.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow()
                        .split("\\s+");
                return Long.parseLong(total[2]);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
