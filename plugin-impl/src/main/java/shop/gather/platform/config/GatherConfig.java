package shop.gather.platform.config;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings of a deployment, each with its default in one place. Read through MicroProfile Config, so a system
 * property ({@code gather.db.url}) or an environment variable ({@code GATHER_DB_URL}) sets it. Usable before CDI has
 * started.
 */
public final class GatherConfig {

    private GatherConfig() {}

    /** The directory of the embedded database and the generated secrets, unless they are configured otherwise. */
    public static Path dataDirectory() {
        return Path.of(text("gather.data-dir", "gather-data")).toAbsolutePath();
    }

    /** The JDBC address; the embedded H2 file by default. */
    public static String databaseUrl() {
        return text("gather.db.url", "jdbc:h2:file:" + dataDirectory().resolve("gather"));
    }

    public static String text(String key, String fallback) {
        return config().getOptionalValue(key, String.class)
                .filter(value -> !value.isBlank())
                .orElse(fallback);
    }

    public static int number(String key, int fallback) {
        return config().getOptionalValue(key, Integer.class).orElse(fallback);
    }

    public static boolean flag(String key, boolean fallback) {
        return config().getOptionalValue(key, Boolean.class).orElse(fallback);
    }

    /** An ISO 8601 duration. */
    public static Duration duration(String key, Duration fallback) {
        return config().getOptionalValue(key, String.class).map(Duration::parse).orElse(fallback);
    }

    private static Config config() {
        // With our own class loader: Payara opens the first connection on a thread without a context class loader.
        return ConfigProvider.getConfig(GatherConfig.class.getClassLoader());
    }
}
