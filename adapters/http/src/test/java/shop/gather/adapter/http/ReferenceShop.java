package shop.gather.adapter.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference shop in a Node process of its own, on a free port of the loopback address, ended by {@link #close()} or with this JVM. The system property
 * {@code http.reference} says where it is; without it {@code reference} or {@code adapters/http/reference} is looked for from the working directory upwards.
 */
public final class ReferenceShop implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("READY port=(\\d+)");
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final Terms terms;
    private final URI uri;

    /**
     * How the shop is set up: the environment of its process, see the head of {@code shop.mjs}.
     *
     * @param environment by name; what is secret in it is known to everybody
     */
    public record Terms(Map<String, String> environment) {

        static final String SECRET = "whsec_b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OWFi";

        static final String OWNER_KEY = "owner-only-for-tests-0123456789";

        public Terms {
            environment = Map.copyOf(environment);
        }

        /** All capabilities, prices in euros with tax, admissions by coupon code. */
        public static Terms full() {
            return new Terms(Map.of("GATHER_SECRET", SECRET, "OWNER_KEY", OWNER_KEY));
        }

        /** Only what the contract requires. */
        public static Terms readOnly() {
            return full().with("READ_ONLY", "yes");
        }

        public Terms with(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Terms(more);
        }

        public String secret() {
            return environment.get("GATHER_SECRET");
        }

        public String ownerKey() {
            return environment.get("OWNER_KEY");
        }
    }

    private ReferenceShop(Process process, Terms terms, URI uri) {
        this.process = process;
        this.terms = terms;
        this.uri = uri;
    }

    /** Starts a shop and waits until it serves. */
    public static ReferenceShop start(Terms terms) {
        try {
            ProcessBuilder node =
                    new ProcessBuilder("node", folder().resolve("shop.mjs").toString()).redirectErrorStream(true);
            node.environment().putAll(Map.of("PORT", "0", "EXIT_WITH_STDIN", "yes"));
            node.environment().putAll(terms.environment());
            Process process = node.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new ReferenceShop(process, terms, URI.create("http://127.0.0.1:" + awaitPort(process)));
        } catch (IOException failure) {
            throw new UncheckedIOException("The reference shop could not be started", failure);
        }
    }

    /** Without a path. */
    public URI uri() {
        return uri;
    }

    public Terms terms() {
        return terms;
    }

    /** Ends the process at once, as a power cut would, and waits until it is gone. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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

    private static int awaitPort(Process process) throws IOException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Path log =
                Files.createDirectories(Path.of("target", "reference-shop")).resolve("shop-" + process.pid() + ".log");
        Thread reader = new Thread(() -> follow(process, log, port), "reference-shop-log-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            process.destroyForcibly();
            throw new IOException("The reference shop did not start; see " + log.toAbsolutePath(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static void follow(Process process, Path log, CompletableFuture<Integer> port) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
            port.completeExceptionally(new IOException("the shop ended"));
        } catch (IOException failure) {
            port.completeExceptionally(failure);
        }
    }

    /** Where the shop's scripts are. */
    public static Path folder() {
        String given = System.getProperty("http.reference");
        if (given != null) {
            return Path.of(given);
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            for (String place : new String[] {"reference", "adapters/http/reference"}) {
                if (Files.exists(above.resolve(place).resolve("shop.mjs"))) {
                    return above.resolve(place);
                }
            }
        }
        throw new IllegalStateException("set the system property http.reference to the folder adapters/http/reference");
    }
}
