package shop.gather.adapter.sampleshop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The sample shop as a process of its own on a free port of 127.0.0.1. Needs the system properties
 * {@code payara.microJar} and {@code sample.shop.war}. Not thread-safe.
 */
public final class SampleShopServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Only this machine is let in. No HTTP/2: a request that its client gives up deadlocks Grizzly's HTTP/2 streams,
     * and Java's client asks for HTTP/2 unless told otherwise.
     */
    private static final String PREBOOT = """
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
            set configs.config.server-config.network-config.protocols.protocol.http-listener.http.http2-enabled=false
            """;

    private final Path directory;
    private final String databaseUrl;
    private final int port;
    private Process process;
    private Path runtime;

    private SampleShopServer(Path directory, String databaseUrl) {
        this.directory = directory;
        this.databaseUrl = databaseUrl;
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "sample-shop-killer"));
    }

    /** Started with a database that is gone when the process ends. */
    public static SampleShopServer inMemory() {
        return new SampleShopServer(work(), "jdbc:h2:mem:sample-shop;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE")
                .start();
    }

    /** Started with a database in a file, in which acknowledged work survives a kill. */
    public static SampleShopServer onFile() {
        Path work = work();
        return new SampleShopServer(
                        work,
                        "jdbc:h2:file:" + work.resolve("shop").toAbsolutePath()
                                + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=FALSE")
                .start();
    }

    /** Where the deployment is: {@code http://127.0.0.1:port/sample-shop}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/sample-shop");
    }

    /** Ends the process at once, as a power cut would (SIGKILL), and waits until it is gone. */
    public void kill() {
        Process running = process;
        if (running != null) {
            try {
                running.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process = null;
            delete(runtime);
        }
    }

    /** Starts it again on the same port and database, and waits until it answers. */
    public SampleShopServer start() {
        kill();
        try {
            runtime = Files.createTempDirectory(directory, "payara");
            Path preboot = directory.resolve("preboot.txt");
            Files.writeString(preboot, PREBOOT);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // Tests start a shop often and ask little of it; a benchmark asks it for long.
                    Boolean.getBoolean("sample.shop.full-jit") ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xmx512m",
                    "-Djava.io.tmpdir=" + runtime,
                    "-Dsample.shop.db.url=" + databaseUrl,
                    "-Dsample.shop.password.iterations=10",
                    "-jar",
                    property("payara.microJar"),
                    "--nohazelcast",
                    "--rootdir",
                    runtime.toString(),
                    "--prebootcommandfile",
                    preboot.toString(),
                    "--deploy",
                    property("sample.shop.war"),
                    "--port",
                    Integer.toString(port)));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The sample shop did not start", e);
        }
        awaitAnswer();
        return this;
    }

    /** What the process wrote. */
    public Path log() {
        return directory.resolve("server.log");
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitAnswer() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        HttpRequest probe = HttpRequest.newBuilder(URI.create(address() + "/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (process.isAlive() && Instant.now().isBefore(giveUp)) {
            try {
                if (client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                process.waitFor(200, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        kill();
        throw new IllegalStateException("The sample shop did not answer; see " + log());
    }

    private void pause() {
        try {
            process.waitFor(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Payara unpacked; some 100 MB that nobody needs again. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }

    private static Path work() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "sample-shop-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new IllegalStateException("System property " + name + " must name a file, not " + value);
        }
        return value;
    }
}
