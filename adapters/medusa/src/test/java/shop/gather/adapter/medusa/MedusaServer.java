package shop.gather.adapter.medusa;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.fixture.NodePackages;
import shop.gather.adapter.support.fixture.NodeProcess;
import shop.gather.tck.ShopProperties;

/**
 * A real Medusa server in a process of its own, with a database of its own, on a free port of the loopback address,
 * ended by {@link #close()} or with this JVM. The system property {@code medusa.host} says where the host folder is;
 * without it {@code host} or {@code adapters/medusa/host} is looked for from the working directory upwards.
 */
public final class MedusaServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Pattern SEEDED = Pattern.compile("SEEDED (\\{.*})");

    private final NodeProcess process;
    private final Options options;
    private final URI uri;
    private final JsonObject seeded;

    /**
     * How the shop is set up.
     *
     * @param notificationSecret switches Gather's subscriber on with this secret; empty for a shop without it
     * @param pricesIncludeTax whether the catalogue's prices include tax
     * @param storeCredit whether Medusa's loyalty plugin is switched on
     * @param currency of the whole shop
     */
    public record Options(
            Optional<String> notificationSecret, boolean pricesIncludeTax, boolean storeCredit, CurrencyUnit currency) {

        public static Options plain() {
            return new Options(Optional.empty(), true, true, CurrencyUnit.EUR);
        }

        public static Options withSubscriber() {
            return new Options(Optional.of("only-for-tests-0123456789abcdef"), true, true, CurrencyUnit.EUR);
        }

        public Options pricesWithoutTax() {
            return new Options(notificationSecret, false, storeCredit, currency);
        }

        public Options withoutStoreCredit() {
            return new Options(notificationSecret, pricesIncludeTax, false, currency);
        }

        public Options in(CurrencyUnit other) {
            return new Options(notificationSecret, pricesIncludeTax, storeCredit, other);
        }
    }

    private MedusaServer(NodeProcess process, Options options, URI uri, JsonObject seeded) {
        this.process = process;
        this.options = options;
        this.uri = uri;
        this.seeded = seeded;
    }

    /**
     * A server that runs already, as the properties of {@link ShopProperties} say; {@link #close()} leaves it running.
     */
    static MedusaServer running() {
        Options options = new Options(
                ShopProperties.find("shop.plugin.secret"),
                Boolean.parseBoolean(
                        ShopProperties.find("shop.prices.include.tax").orElse("true")),
                Boolean.parseBoolean(ShopProperties.find("shop.store.credit").orElse("false")),
                ShopProperties.currency());
        String ownerKey = ShopProperties.required("shop.secret");
        JsonObject keys = Json.createObjectBuilder()
                .add("ownerKey", ownerKey)
                .add("secretKey", ShopProperties.find("shop.key").orElse(ownerKey))
                .add("publishableKey", ShopProperties.required("shop.public.key"))
                .build();
        MedusaServer nothingKnown = new MedusaServer(null, options, ShopProperties.url(), keys);
        MedusaSession owner = MedusaSession.owner(nothingKnown);
        JsonObject known = Json.createObjectBuilder(keys)
                .add("region", ShopProperties.find("shop.region").orElseGet(() -> firstId(owner, "regions")))
                .add(
                        "shippingOption",
                        ShopProperties.find("shop.shipping").orElseGet(() -> firstId(owner, "shipping_options")))
                .add(
                        "variants",
                        owner.get("/admin/product-variants?limit=20&fields=id,sku")
                                .getJsonArray("variants"))
                .build();
        return new MedusaServer(null, options, ShopProperties.url(), known);
    }

    private static String firstId(MedusaSession owner, String kind) {
        return owner.get("/admin/" + kind.replace('_', '-') + "?fields=id")
                .getJsonArray(kind)
                .getJsonObject(0)
                .getString("id");
    }

    /**
     * Starts a new shop and waits until it serves; the first time on a machine this also installs its packages, which
     * takes minutes.
     */
    public static MedusaServer start(Options options) {
        Path shop = hostFolder().resolve("test-shop");
        try {
            // Not npm ci: npm leaves the packages of other platforms out of such a lock, and then refuses it.
            NodePackages.install(shop, "npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund");
            Map<String, String> environment = new HashMap<>();
            environment.put("MEDUSA_DISABLE_TELEMETRY", "true");
            environment.put("DATABASE_URL", MedusaDatabases.create(shop));
            environment.put("PRICES_INCLUDE_TAX", Boolean.toString(options.pricesIncludeTax()));
            environment.put("STORE_CREDIT", Boolean.toString(options.storeCredit()));
            environment.put("CURRENCY", options.currency().getCode());
            JsonObject seeded = seed(shop, environment);
            options.notificationSecret().ifPresent(secret -> environment.put("GATHER_SECRET", secret));
            environment.put("EXIT_WITH_STDIN", "yes");
            int port = freePort();
            NodeProcess process =
                    NodeProcess.start(shop, "server", environment, "node", "index.js", Integer.toString(port));
            URI uri = URI.create("http://127.0.0.1:" + port);
            process.awaitHealthy(uri.resolve("/health"), START);
            return new MedusaServer(process, options, uri, seeded);
        } catch (IOException failure) {
            throw new UncheckedIOException("Medusa could not be started in " + shop, failure);
        }
    }

    private static JsonObject seed(Path shop, Map<String, String> environment) throws IOException {
        String printed = NodeProcess.run(
                shop,
                "seed",
                environment,
                START,
                "node",
                "node_modules/@medusajs/cli/cli.js",
                "exec",
                "./src/scripts/seed.js");
        Matcher line = SEEDED.matcher(printed);
        if (!line.find()) {
            throw new IOException("the shop was not filled:\n" + printed);
        }
        try (JsonReader reader = Json.createReader(new StringReader(line.group(1)))) {
            return reader.readObject();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where the subscriber and its test shop are. */
    public static Path hostFolder() {
        String given = System.getProperty("medusa.host");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String place : new String[] {"host", "adapters/medusa/host"}) {
                if (Files.exists(folder.resolve(place).resolve("test-shop/medusa-config.js"))) {
                    return folder.resolve(place);
                }
            }
        }
        throw new IllegalStateException("set the system property medusa.host to the folder adapters/medusa/host");
    }

    /** Without a path. */
    public URI uri() {
        return uri;
    }

    public Options options() {
        return options;
    }

    /** What the shop's decimals, which may be unrounded, mean. */
    Money money(BigDecimal amount) {
        return Money.of(options.currency(), amount, RoundingMode.HALF_UP);
    }

    public long pid() {
        return process.pid();
    }

    /** What the seed made: keys, region, shipping option and variants. */
    public JsonObject seeded() {
        return seeded;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
