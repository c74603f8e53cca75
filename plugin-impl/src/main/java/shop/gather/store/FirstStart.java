package shop.gather.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Logger;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.config.PrivateFiles;
import shop.gather.platform.security.ApiKeys;
import shop.gather.platform.security.Role;

/**
 * Provides the first provider key: accepts the key of {@code gather.provider-key}, or creates one at the first start
 * and writes it to a file that only the server's user can read. The key is not logged.
 */
@Singleton
class FirstStart {

    private static final Logger LOG = Logger.getLogger(FirstStart.class.getName());

    private final ApiKeys keys;

    @Inject
    FirstStart(ApiKeys keys) {
        this.keys = keys;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        String configured = GatherConfig.text("gather.provider-key", "");
        if (!configured.isEmpty()) {
            keys.ensureProviderKey(configured);
        } else if (!keys.anyProvider()) {
            Path file = GatherConfig.dataDirectory().resolve("provider.key");
            write(
                    file,
                    keys.create(null, Role.PROVIDER, "made at first start", Set.of())
                            .secret());
            LOG.info("The provider key was created. Read it once, then delete this file: " + file);
        }
    }

    private static void write(Path file, String secret) {
        try {
            Files.deleteIfExists(file);
            PrivateFiles.file(file);
            Files.writeString(file, secret + System.lineSeparator());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }
}
