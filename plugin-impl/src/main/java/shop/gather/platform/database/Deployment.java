package shop.gather.platform.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import shop.gather.platform.Ids;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.config.PrivateFiles;

/**
 * Detects a copied or restored database: the installation that it names as active is not this one. Then no command is
 * sent to a shop, no shop is polled and no event is sent, until the provider confirms that this installation takes
 * over. An installation is identified by properties that a copy does not have (ADR 17). Thread-safe.
 */
@Singleton
public class Deployment {

    /** The message for owners and the provider. */
    public static final String FOREIGN =
            "This database was copied or restored from another installation: no command goes to a shop from here, no "
                    + "shop is polled and no event is sent. If this"
                    + " installation is to take over, stop the other one, then confirm with PUT /provider/v1/deployment.";

    private static final Logger LOG = Logger.getLogger(Deployment.class.getName());

    private final StoreSql sql;
    private final Transactions transactions;
    private final DatabaseIdentity database;
    private volatile String installation;
    private volatile Boolean paused;

    @Inject
    Deployment(StoreSql sql, Transactions transactions, DatabaseIdentity database) {
        this.sql = sql;
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * When an installation took over.
     *
     * @param by who confirmed it: a caller's name, or {@code first-start}
     * @param here whether it is this installation
     */
    public record Takeover(Instant at, String by, boolean here) {}

    /** Whether commands to shops wait, and polls and events with them. */
    public boolean commandsPaused() {
        // Meanwhile the provider may confirm through another node.
        if (paused == null || paused) {
            boolean foreign = isForeign();
            if (foreign && paused == null) {
                LOG.severe(FOREIGN);
            }
            paused = foreign;
        }
        return paused;
    }

    /**
     * Records the provider's confirmation that this installation is the active one; commands continue. Who confirmed it
     * is stored permanently.
     *
     * @param by the caller's name
     */
    public void adopt(String by) {
        String here = installation();
        transactions.inDirectory(() -> sql.updateDirectory(
                "insert into deployment (id, installation, adopted_by, adopted_at) values (?, ?, ?, now())",
                Ids.next(),
                here,
                by));
        paused = false;
    }

    /** The installations that have worked with the shops, the current one first; at most the last 100. */
    public List<Takeover> takeovers() {
        String here = installation();
        return transactions.inDirectory(() -> sql.directory(
                "select installation, adopted_by, adopted_at from deployment order by adopted_at desc, id desc limit 100",
                row -> new Takeover(
                        StoreSql.instant(row, "adopted_at"),
                        row.getString("adopted_by"),
                        row.getString("installation").equals(here))));
    }

    private boolean isForeign() {
        Optional<String> acting = transactions.inDirectory(() -> sql
                .directory(
                        "select installation from deployment order by adopted_at desc, id desc limit 1",
                        row -> row.getString("installation"))
                .stream()
                .findFirst());
        if (acting.isEmpty()) {
            adopt("first-start");
            return false;
        }
        return !acting.get().equals(installation());
    }

    private String installation() {
        String known = installation;
        if (known == null) {
            String place = configured().orElseGet(Deployment::marker) + "/" + database.read();
            known = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                    .toString();
            installation = known;
        }
        return known;
    }

    private static Optional<String> configured() {
        return Optional.of(GatherConfig.text("gather.deployment-id", "")).filter(id -> !id.isEmpty());
    }

    /** A file in the data directory: what it says, and its inode, since a copy of the file says the same. */
    private static String marker() {
        Path file = GatherConfig.dataDirectory().resolve("deployment-id");
        try {
            if (PrivateFiles.file(file)) {
                Files.writeString(file, Ids.next().toString());
            }
            return Files.readString(file).strip() + "/" + inode(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot keep " + file, unreadable);
        }
    }

    /** Stays through a rename of the folder and a restart of the machine. Where there are no inodes, the path. */
    private static String inode(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ino").toString();
        } catch (UnsupportedOperationException | IllegalArgumentException none) {
            return file.toAbsolutePath().toString();
        }
    }
}
