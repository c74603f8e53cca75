package shop.gather.adapter.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import shop.gather.adapter.support.fixture.NodeProcess;

/**
 * The reference shop in a Node process of its own, on a free port of the loopback address, ended by {@link #close()} or
 * with this JVM. The system property {@code http.reference} says where it is; without it {@code reference} or
 * {@code adapters/http/reference} is looked for from the working directory upwards.
 */
public final class ReferenceShop implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final NodeProcess process;
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

    private ReferenceShop(NodeProcess process, Terms terms, URI uri) {
        this.process = process;
        this.terms = terms;
        this.uri = uri;
    }

    /** Starts a shop and waits until it serves. */
    public static ReferenceShop start(Terms terms) {
        try {
            Map<String, String> environment = new HashMap<>(terms.environment());
            environment.putAll(Map.of("PORT", "0", "EXIT_WITH_STDIN", "yes"));
            NodeProcess process = NodeProcess.start(folder(), "reference-shop", environment, "node", "shop.mjs");
            return new ReferenceShop(process, terms, URI.create("http://127.0.0.1:" + process.awaitPort(START)));
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
        process.kill();
    }

    @Override
    public void close() {
        process.close();
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
