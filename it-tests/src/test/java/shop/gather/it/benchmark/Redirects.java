package shop.gather.it.benchmark;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/** (a) A group link's redirect against the same redirect without a link, a token, a count: both WARs in one Payara. */
final class Redirects {

    private static final String PLACEHOLDER =
            "http://127.0.0.1:8080/sample-shop/shops/it-00000000/?gather_click=" + "x".repeat(240);

    private final Terms terms;
    private final PrintStream out;

    Redirects(Terms terms, PrintStream out) {
        this.terms = terms;
        this.out = out;
    }

    void run() throws IOException {
        try (GatherServer server = GatherServer.beside(
                BareServlet.war(PLACEHOLDER), Map.of("gather.poll-interval", "PT1H", "test.full-jit", "true"))) {
            Store store = Shared.aStore(server);
            Leader leader = store.aLeader("Lea");
            JsonObject link = leader.aLink();
            Leader.click(Api.of(server.address(), null).send("GET", "/l/" + link.getString("code"), null, Map.of()));
            Load load = new Load(server.address(), terms.clients());
            byte[] ours = load.get("/l/" + link.getString("code"));
            byte[] bare = load.get("/bare/l/" + link.getString("code"));
            for (byte[] each : new byte[][] {ours, bare}) {
                WarmUp.until(out, each == ours ? "group links" : "the bare servlet", terms.warmUps(), () -> load.repeat(
                                each, terms.seconds(), 302)
                        .perSecond());
            }
            compare(load, new ServerProcess(server.pid()), ours, bare);
        }
    }

    private void compare(Load load, ServerProcess process, byte[] ours, byte[] bare) {
        Figures ourRate = new Figures("group link, redirects per second");
        Figures bareRate = new Figures("bare servlet, redirects per second");
        Figures ourCpu = new Figures("group link, server CPU per redirect, microseconds");
        Figures bareCpu = new Figures("bare servlet, server CPU per redirect, microseconds");
        for (int run = 0; run < terms.runs(); run++) {
            measure(load, process, bare, bareRate, bareCpu);
            measure(load, process, ours, ourRate, ourCpu);
        }
        for (Figures each : new Figures[] {ourRate, bareRate, ourCpu, bareCpu}) {
            out.println(each.line());
        }
        out.println(Figures.ratio("redirects per second, link to bare", ourRate, bareRate, true, 0.85));
        out.println(Figures.ratio("CPU per redirect, link to bare", ourCpu, bareCpu, false, 1.25));
        out.println("  resident memory of the server: " + process.residentMegabytes() + " MB");
    }

    private void measure(Load load, ServerProcess process, byte[] request, Figures rate, Figures cpu) {
        double before = process.cpuSeconds();
        Load.Outcome outcome = load.repeat(request, terms.seconds(), 302);
        if (outcome.other() > 0) {
            throw new IllegalStateException(outcome.other() + " requests were not redirected");
        }
        rate.add(outcome.perSecond());
        cpu.add((process.cpuSeconds() - before) * 1e6 / outcome.answered());
    }
}
