package shop.gather.adapter.vendure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.fixture.NodePackages;
import shop.gather.adapter.support.fixture.NodeProcess;
import shop.gather.tck.ShopProperties;

/**
 * A real Vendure server in a process of its own, on a free port of the loopback address, ended by {@link #close()} or
 * with this JVM. The system property {@code vendure.host} says where the host folder is; without it {@code host} or
 * {@code adapters/vendure/host} is looked for from the working directory upwards.
 */
public final class VendureServer implements AutoCloseable {

    public static final String ADMIN_USER = "gather-admin";
    public static final String ADMIN_PASSWORD = "a-password-for-tests";

    private static final Duration START = Duration.ofMinutes(3);

    private final NodeProcess process;
    private final Options options;
    private final URI uri;
    private final Owner owner;

    /** Who administers the shop. */
    record Owner(String user, String password) {}

    /**
     * How the shop is set up.
     *
     * @param pluginSecret installs Gather's plugin with this secret; empty for a shop without it
     * @param orderFields whether orders carry Gather's evidence also without the plugin
     * @param pricesIncludeTax whether the catalogue's prices include tax
     * @param currency of the whole shop
     * @param precision how many decimals the shop's money has, whatever the currency has
     * @param database a file that keeps the shop between runs; empty for a new shop in memory
     */
    public record Options(
            Optional<String> pluginSecret,
            boolean orderFields,
            boolean pricesIncludeTax,
            CurrencyUnit currency,
            int precision,
            Optional<Path> database) {

        public static Options plain() {
            return new Options(Optional.empty(), false, true, CurrencyUnit.EUR, 2, Optional.empty());
        }

        public static Options withPlugin() {
            return new Options(
                    Optional.of("only-for-tests-0123456789abcdef"), true, true, CurrencyUnit.EUR, 2, Optional.empty());
        }

        public Options pricesWithoutTax() {
            return new Options(pluginSecret, orderFields, false, currency, precision, database);
        }

        /** @param decimals the precision of the shop's money strategy */
        public Options in(CurrencyUnit other, int decimals) {
            return new Options(pluginSecret, orderFields, pricesIncludeTax, other, decimals, database);
        }

        public Options withOrderFields() {
            return new Options(pluginSecret, true, pricesIncludeTax, currency, precision, database);
        }

        public Options keptIn(Path file) {
            return new Options(pluginSecret, orderFields, pricesIncludeTax, currency, precision, Optional.of(file));
        }
    }

    private VendureServer(NodeProcess process, Options options, URI uri, Owner owner) {
        this.process = process;
        this.options = options;
        this.uri = uri;
        this.owner = owner;
    }

    /**
     * A server that runs already, as the properties of {@link ShopProperties} say; {@link #close()} leaves it running.
     */
    static VendureServer running() {
        Options options = new Options(
                ShopProperties.find("shop.plugin.secret"),
                ShopProperties.find("shop.plugin.secret").isPresent(),
                Boolean.parseBoolean(
                        ShopProperties.find("shop.prices.include.tax").orElse("true")),
                ShopProperties.currency(),
                ShopProperties.find("shop.precision")
                        .map(Integer::valueOf)
                        .orElse(ShopProperties.currency().getDecimalPlaces()),
                Optional.empty());
        Owner owner = new Owner(ShopProperties.required("shop.key"), ShopProperties.required("shop.secret"));
        return new VendureServer(null, options, ShopProperties.url(), owner);
    }

    /** Starts a server and waits until it serves; the first time on a machine this also installs its packages. */
    public static VendureServer start(Options options) {
        Path host = hostFolder();
        try {
            NodePackages.install(host, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            NodeProcess process =
                    NodeProcess.start(host, "vendure", environment(options), "node", "test-shop/index.js");
            return new VendureServer(
                    process,
                    options,
                    URI.create("http://127.0.0.1:" + process.awaitPort(START)),
                    new Owner(ADMIN_USER, ADMIN_PASSWORD));
        } catch (IOException failure) {
            throw new UncheckedIOException("Vendure could not be started in " + host, failure);
        }
    }

    private static Map<String, String> environment(Options options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                "0",
                "ADMIN_USER",
                ADMIN_USER,
                "ADMIN_PASSWORD",
                ADMIN_PASSWORD,
                "PRICES_INCLUDE_TAX",
                Boolean.toString(options.pricesIncludeTax()),
                "CURRENCY",
                options.currency().getCode(),
                "MONEY_PRECISION",
                Integer.toString(options.precision()),
                "EXIT_WITH_STDIN",
                "yes"));
        options.pluginSecret().ifPresent(secret -> environment.put("GATHER_SECRET", secret));
        if (options.orderFields()) {
            environment.put("ORDER_FIELDS", "yes");
        }
        options.database()
                .ifPresent(
                        file -> environment.put("DB_FILE", file.toAbsolutePath().toString()));
        return environment;
    }

    /** Where the host plugin and its test shop are. */
    public static Path hostFolder() {
        String given = System.getProperty("vendure.host");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String place : new String[] {"host", "adapters/vendure/host"}) {
                if (Files.exists(folder.resolve(place).resolve("test-shop/index.js"))) {
                    return folder.resolve(place);
                }
            }
        }
        throw new IllegalStateException("set the system property vendure.host to the folder adapters/vendure/host");
    }

    /** Without a path. */
    public URI uri() {
        return uri;
    }

    public Options options() {
        return options;
    }

    Owner owner() {
        return owner;
    }

    /** What the shop's integer means; of a shop that counts finer than its currency, what comes nearest. */
    Money money(long value) {
        return Money.of(options.currency(), BigDecimal.valueOf(value, options.precision()), RoundingMode.HALF_UP);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
