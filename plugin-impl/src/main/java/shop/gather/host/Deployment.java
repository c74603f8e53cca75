package shop.gather.host;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import shop.gather.platform.Ids;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Notices a database that was copied: its deployment id differs from the one that this installation keeps outside it ({@code gather.deployment-id}, or a file in the
 * data directory). Then no command goes to a shop, no shop is polled and no event is sent, until the provider says that this copy is the one that acts. Thread-safe.
 */
@Singleton
public class Deployment {

    /** What owners and the provider are told. */
    public static final String FOREIGN =
            "This database belongs to another installation: no command goes to a shop from here, no shop is polled and no event is sent, until the provider"
                    + " confirms with PUT /provider/v1/deployment that this one takes over.";

    private static final Logger LOG = Logger.getLogger(Deployment.class.getName());

    private final StoreSql sql;
    private final Transactions transactions;
    private final UUID installation = installationId();
    private volatile Boolean paused;

    @Inject
    Deployment(StoreSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Whether commands to shops wait, and polls and events with them. */
    public boolean commandsPaused() {
        // While they wait the provider's word may come by another node.
        if (paused == null || paused) {
            boolean foreign = isForeign();
            if (foreign && paused == null) {
                LOG.severe(FOREIGN);
            }
            paused = foreign;
        }
        return paused;
    }

    /** The provider's word that this installation is the one that acts: commands go on. */
    public void adopt() {
        transactions.inDirectory(() -> sql.updateDirectory("delete from deployment")
                + sql.updateDirectory(
                        "insert into deployment (id, commands_paused, created_at) values (?, false, now())",
                        installation));
        paused = false;
    }

    private boolean isForeign() {
        Optional<UUID> known = transactions.inDirectory(
                () -> sql.directory("select id from deployment", row -> StoreSql.uuid(row, "id")).stream()
                        .findFirst());
        if (known.isEmpty()) {
            adopt();
            return false;
        }
        return !known.get().equals(installation);
    }

    private static UUID installationId() {
        String configured = GatherConfig.text("gather.deployment-id", "");
        if (!configured.isEmpty()) {
            return UUID.nameUUIDFromBytes(configured.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Path file = GatherConfig.dataDirectory().resolve("deployment-id");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, Ids.next().toString());
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot keep " + file, unreadable);
        }
    }
}
