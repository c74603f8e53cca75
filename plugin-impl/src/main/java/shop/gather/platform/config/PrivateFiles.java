package shop.gather.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Files of this installation that only the server's own user may read: mode 0600, in folders of mode 0700, whatever the
 * umask says. Thread-safe.
 */
public final class PrivateFiles {

    private static final Logger LOG = Logger.getLogger(PrivateFiles.class.getName());
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * Creates a folder and its parents, if it does not exist.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public static void folder(Path folder) {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make " + folder, refused);
        }
    }

    /**
     * Creates an empty file and its folder, if the file does not exist.
     *
     * @return false if it existed
     * @throws UncheckedIOException if it cannot be made
     */
    public static boolean file(Path file) {
        folder(file.toAbsolutePath().getParent());
        try {
            if (Files.exists(file)) {
                return false;
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            return true;
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make " + file, refused);
        }
    }

    /**
     * Removes other users' access to a folder and the files in it. If the folder belongs to another user, it is not
     * changed, and a warning is logged.
     */
    public static void close(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            close(folder, FOLDER);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                close(file, FILE);
            }
        } catch (IOException refused) {
            LOG.log(Level.WARNING, "other users may be able to read " + folder + ": set its mode to 0700", refused);
        }
    }

    private static void close(Path path, Set<PosixFilePermission> wanted) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }
}
