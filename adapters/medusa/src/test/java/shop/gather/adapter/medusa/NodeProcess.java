package shop.gather.adapter.medusa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of the test shop, whose output is kept in a file under {@code target/medusa}. */
final class NodeProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 15;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Runs to the end; what was printed. */
    static String run(Path folder, String name, Map<String, String> environment, Duration patience, String... command)
            throws IOException {
        try (NodeProcess node = start(folder, name, environment, command)) {
            if (!node.process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || node.process.exitValue() != 0) {
                throw node.failed(String.join(" ", command));
            }
            return Files.readString(node.log);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    static NodeProcess start(Path folder, String name, Map<String, String> environment, String... command)
            throws IOException {
        Path logs = Files.createDirectories(Path.of("target", "medusa"));
        Path log = Files.createTempFile(logs, name + "-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MEDUSA_DISABLE_TELEMETRY", "true");
        builder.environment().put("NODE_OPTIONS", "--no-warnings");
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new NodeProcess(process, log);
    }

    long pid() {
        return process.pid();
    }

    /** Returns once the address answers 200. */
    void awaitHealthy(URI address, Duration patience) throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        long started = System.nanoTime();
        while (System.nanoTime() - started < patience.toNanos() && process.isAlive()) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw failed("the server");
    }

    private IOException failed(String what) {
        return new IOException(what + " failed or took too long; see " + log.toAbsolutePath());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
