package shop.gather.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.platform.config.GatherConfig;

/**
 * Writes each distinct statement once, one per line, into a file of the folder {@code gather.sql.record}. Tests read it
 * to check that the SQL shards by store. Off unless the folder is configured. Thread-safe.
 */
final class StatementRecorder {

    private final Path file;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private StatementRecorder(Path file) {
        this.file = file;
    }

    static StatementRecorder configured() {
        String folder = GatherConfig.text("gather.sql.record", "");
        return new StatementRecorder(folder.isEmpty() ? null : Path.of(folder, UUID.randomUUID() + ".sql"));
    }

    void record(String sql) {
        if (file != null && known.add(sql)) {
            write(sql.replaceAll("\\s+", " ").strip());
        }
    }

    private synchronized void write(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot record statements in " + file, failure);
        }
    }
}
