package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** Which installation acts on the shops. */
class DeploymentTest {

    private static final String SETTING = "gather.data-dir";

    @TempDir
    private Path folder;

    @AfterEach
    void anotherTestHasItsOwn() {
        System.clearProperty(SETTING);
    }

    @OnBothDatabases
    void aCopyOfTheWholeDataDirectoryIsAnotherInstallationUntilTheProviderSaysThatItTakesOver(StoreDatabase database)
            throws IOException {
        empty(database);
        Path data = folder.resolve("data");
        assertThat(at(data, database).commandsPaused()).isFalse();
        assertThat(at(data, database).commandsPaused()).as("after a restart").isFalse();
        Path marker = data.resolve("deployment-id");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marker)))
                .isEqualTo("rw-------");

        Path renamed = folder.resolve("renamed");
        Files.move(data, renamed);
        assertThat(at(renamed, database).commandsPaused()).as("after a rename").isFalse();

        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(renamed.resolve("deployment-id"), copy.resolve("deployment-id"));
        Deployment copied = at(copy, database);
        assertThat(copied.commandsPaused()).as("a copy").isTrue();

        copied.adopt("provider:anna");
        assertThat(copied.commandsPaused()).isFalse();
        assertThat(copied.takeovers())
                .extracting(Deployment.Takeover::by)
                .containsExactly("provider:anna", "first-start");
        assertThat(copied.takeovers()).extracting(Deployment.Takeover::here).containsExactly(true, false);
        assertThat(at(renamed, database).commandsPaused())
                .as("the first one now")
                .isTrue();
    }

    /** As after a restore of a dump into another database. */
    @OnBothDatabases
    void aDatabaseThatNamesAnotherInstallationIsPaused(StoreDatabase database) {
        empty(database);
        database.transactions().inDirectory(() -> database.sql()
                .updateDirectory(
                        "insert into deployment (id, installation, adopted_by, adopted_at) values (?, 'another', 'first-start', ?)",
                        shop.gather.platform.Ids.next(),
                        Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(at(folder.resolve("new"), database).commandsPaused()).isTrue();
    }

    private static Deployment at(Path data, StoreDatabase database) {
        System.setProperty(SETTING, data.toString());
        Deployment deployment = database.anotherNode().bean(Deployment.class);
        deployment.commandsPaused();
        return deployment;
    }

    private static void empty(StoreDatabase database) {
        database.transactions().inDirectory(() -> database.sql().updateDirectory("delete from deployment"));
    }
}
