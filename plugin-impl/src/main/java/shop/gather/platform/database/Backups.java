package shop.gather.platform.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.config.PrivateFiles;

/**
 * Backups of the embedded database while it is in use. A backup contains everything that was acknowledged before it
 * began. PostgreSQL has its own tools. Thread-safe.
 */
@Singleton
public class Backups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'gather-'yyyyMMdd'T'HHmmssSSS'Z.zip'").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();

    @Inject
    Backups(Clock clock) {
        this.clock = clock;
    }

    /**
     * A finished backup.
     *
     * @param file on this node, readable by the server's user only
     * @param begunAt by this node's clock
     */
    public record Backup(String file, long bytes, Instant begunAt) {}

    /**
     * Writes a backup into {@code gather.backup-dir}.
     *
     * @return empty if the database is not the embedded one
     * @throws DatabaseFailure if it failed; no partial file is left
     */
    public Optional<Backup> take() {
        one.lock();
        try {
            Instant begun = clock.instant();
            Path folder = directory();
            Path file = folder.resolve(NAME.format(begun));
            Path unfinished = folder.resolve(file.getFileName() + ".part");
            PrivateFiles.file(unfinished);
            try {
                if (!Database.ready().backUp(unfinished)) {
                    return Optional.empty();
                }
                Files.move(unfinished, file);
                return Optional.of(new Backup(file.toString(), Files.size(file), begun));
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException("the backup could not be written", failure);
        } finally {
            one.unlock();
        }
    }

    private static Path directory() {
        String configured = GatherConfig.text("gather.backup-dir", "");
        return configured.isEmpty()
                ? GatherConfig.dataDirectory().resolve("backups")
                : Path.of(configured).toAbsolutePath();
    }
}
