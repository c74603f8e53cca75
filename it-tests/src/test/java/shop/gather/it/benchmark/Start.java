package shop.gather.it.benchmark;

import java.io.PrintStream;
import java.util.Collections;
import java.util.Map;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** (e) How long a start takes, and how much memory the process has after many requests with a heap of 320 MB. */
final class Start {

    private final Terms terms;
    private final Map<String, String> settings;
    private final PrintStream out;

    /** @param settings of the server, the heap among them */
    Start(Terms terms, Map<String, String> settings, PrintStream out) {
        this.terms = terms;
        this.settings = settings;
        this.out = out;
    }

    void run() {
        Figures first = new Figures("start until ready, empty database, seconds");
        Figures again = new Figures("start until ready, existing database, seconds");
        for (int run = 0; run < terms.runs(); run++) {
            try (GatherServer server = GatherServer.stoppedOnH2(settings)) {
                first.add(seconds(server));
                server.stop();
                again.add(seconds(server));
            }
        }
        out.println(first.line());
        out.println(again.line());
        out.println(Figures.limit("start, empty database, seconds", first.median(), 10));
        try (GatherServer server = GatherServer.onH2(settings)) {
            memory(server);
        }
    }

    private static double seconds(GatherServer server) {
        long start = System.nanoTime();
        server.start();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Four in ten requests follow a link; the others are of a storefront, a member and the owner. */
    private void memory(GatherServer server) {
        Store store = Shared.aStore(server);
        Leader leader = store.aLeader("Lea");
        String link = "/l/" + leader.aLink().getString("code");
        ServerProcess process = new ServerProcess(server.pid());
        long atStart = process.residentMegabytes();
        send(server, "", link, 302, 4);
        send(server, header(store.storefront()), "/storefront/v1/programmes", 200, 2);
        send(server, header(leader.api()), "/storefront/v1/me", 200, 2);
        send(server, header(leader.api()), "/storefront/v1/me/statement", 200, 1);
        send(server, header(store.owner()), "/api/v1/commissions", 200, 1);
        long resident = process.residentMegabytes();
        out.println("  resident memory after the start: " + atStart + " MB");
        out.println(Figures.limit(
                "resident memory after " + terms.requests() + " requests, MB, -Xmx" + settings.get("test.heap"),
                resident,
                400));
    }

    private static String header(Api api) {
        return "Authorization: Bearer " + api.bearer() + "\r\n";
    }

    private void send(GatherServer server, String headers, String path, int expected, int tenths) {
        Load load = new Load(server.address(), terms.clients());
        Load.Outcome outcome =
                load.each(Collections.nCopies(terms.requests() * tenths / 10, load.get(path, headers)), expected);
        if (outcome.other() > 0) {
            throw new IllegalStateException(outcome.other() + " requests of " + path + " failed");
        }
    }
}
