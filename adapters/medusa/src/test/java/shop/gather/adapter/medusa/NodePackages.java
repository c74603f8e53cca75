package shop.gather.adapter.medusa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * Installs the packages of a Node project as its lock file says, if that was not done yet. Not by {@code npm ci}: npm leaves the packages of other
 * platforms out of such a lock, and then refuses it.
 */
final class NodePackages {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private NodePackages() {}

    static void install(Path project) throws IOException {
        Path mutex = project.resolve(".install.lock");
        try (FileChannel channel = FileChannel.open(mutex, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            String wanted = Files.readString(project.resolve("package-lock.json"));
            Path stamp = project.resolve("node_modules").resolve(".installed-lock.json");
            if (held.isValid() && Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
                return;
            }
            NodeProcess.run(
                    project,
                    "npm",
                    Map.of(),
                    PATIENCE,
                    "npm",
                    "install",
                    "--no-save",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund");
            Files.writeString(stamp, wanted);
        }
    }
}
