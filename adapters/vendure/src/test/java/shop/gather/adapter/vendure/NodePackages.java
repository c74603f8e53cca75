package shop.gather.adapter.vendure;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Installs the packages of a Node project exactly as its lock file says, if that was not done yet. */
final class NodePackages {

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
            run(project, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.writeString(stamp, wanted);
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        File log = Files.createDirectories(Path.of("target", "vendure"))
                .resolve("npm.log")
                .toFile();
        Process npm = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            if (npm.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed; see " + log.getAbsolutePath());
            }
        } catch (InterruptedException interrupted) {
            npm.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
