package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.process.LoopErrors;
import shop.gather.platform.process.ProcessEnd;

class SweepLoopTest {

    private final List<String> swept = new ArrayList<>();
    private final List<Throwable> ended = new ArrayList<>();
    private final LoopErrors errors = new LoopErrors((reason, error) -> ended.add(error));

    @OnBothDatabases
    void oneNodeSweepsForAllStoresAndEachRecordsThatItCould(StoreDatabase database) {
        Nodes first = joined(database);
        Nodes second = joined(database.anotherNode());
        SweepLoop firstLoop = loop(first, () -> swept.add("first"));
        SweepLoop secondLoop = loop(second, () -> swept.add("second"));
        firstLoop.once();
        secondLoop.once();
        assertThat(swept).containsExactly("first");
        assertThat(first.all())
                .filteredOn(Nodes.Node::sweeping)
                .extracting(Nodes.Node::id)
                .containsExactly(first.self());
        assertThat(first.all()).allMatch(node -> node.sweptAt().isAfter(node.startedAt()));

        first.leave();
        secondLoop.once();
        assertThat(swept).containsExactly("first", "second");
        assertThat(second.all())
                .extracting(Nodes.Node::id)
                .doesNotContain(first.self())
                .contains(second.self());
        second.leave();
    }

    @OnBothDatabases
    void aSweeperThatFailsKeepsTheOthersRunningButTheSweepIsNotComplete(StoreDatabase database) {
        Nodes nodes = joined(database);
        Liveness liveness = new Liveness(Clock.systemUTC());
        new SweepLoop(
                        List.of(
                                () -> {
                                    throw new IllegalStateException("a table is missing");
                                },
                                () -> swept.add("the other")),
                        nodes,
                        liveness,
                        errors)
                .once();
        assertThat(swept).containsExactly("the other");
        assertThat(liveness.lastSweep()).isEmpty();
        nodes.leave();
    }

    @OnBothDatabases
    void anErrorInASweepEndsTheProcess(StoreDatabase database) {
        Nodes nodes = joined(database);
        BootstrapMethodError closed = new BootstrapMethodError("zip file closed");
        loop(nodes, () -> {
                    throw closed;
                })
                .once();
        assertThat(ended).containsExactly(closed);
        nodes.leave();
    }

    /** The library catches and logs what its loops throw, and goes on. */
    @Test
    void anErrorInTheSchedulersOwnLoopEndsTheProcess() {
        SchedulerLog log = new SchedulerLog(new Liveness(Clock.systemUTC()), errors);
        log.open();
        BootstrapMethodError closed = new BootstrapMethodError("zip file closed");
        org.slf4j.LoggerFactory.getLogger("com.github.kagkarlsson.scheduler.RunUntilShutdown")
                .error("Unhandled exception. Will keep running.", closed);
        log.close();
        assertThat(ended).containsExactly(closed);
    }

    @Test
    void theProcessEndsWithAnExitCodeThatItsSupervisorRestarts() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ProcessEnd.EXIT_CODE);
        assertThat(output).contains("zip file closed").contains("The process ends with code 70");
    }

    /** A process of its own, in which a thread of the server's fails. */
    static final class Doomed {

        public static void main(String[] args) throws InterruptedException {
            Logger.getLogger("").info("started");
            Thread loop = new Thread(() ->
                    new LoopErrors(ProcessEnd::because).thrown("sweep", new BootstrapMethodError("zip file closed")));
            loop.start();
            Thread.sleep(60_000);
        }
    }

    private SweepLoop loop(Nodes nodes, Sweeper sweeper) {
        return new SweepLoop(List.of(sweeper), nodes, new Liveness(Clock.systemUTC()), errors);
    }

    private static Nodes joined(StoreDatabase database) {
        Nodes nodes = database.bean(Nodes.class);
        nodes.join();
        return nodes;
    }
}
