package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is inside the module that is handed out. Reads the WAR; starts no server. */
class ShippedModuleIT {

    private static final Path WAR = Path.of(System.getProperty("gather.war"));

    @Test
    void theSampleShopsAdapterIsNotInIt() throws IOException {
        List<String> libraries = libraries();
        assertThat(libraries)
                .as("the positive control: the adapters that are meant to be there")
                .anyMatch(name -> name.startsWith("gather-adapter-vendure-"))
                .anyMatch(name -> name.startsWith("gather-adapter-medusa-"))
                .anyMatch(name -> name.startsWith("gather-adapter-woocommerce-"))
                .anyMatch(name -> name.startsWith("gather-adapter-http-"));
        assertThat(libraries).noneMatch(name -> name.contains("sample"));
    }

    @Test
    void itsNoticeNamesTheLicenceOfEachLibrary() throws IOException {
        String notice;
        try (JarFile war = new JarFile(WAR.toFile())) {
            ZipEntry entry = war.getEntry("META-INF/NOTICE");
            assertThat(entry).isNotNull();
            notice = new String(war.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
        // "group:artifact:version" in the notice, "artifact-version.jar" in the module.
        List<String> named = notice.lines()
                .filter(line -> line.matches("[^ :]+:[^ :]+:[^ :]+"))
                .map(line -> line.split(":")[1] + "-" + line.split(":")[2] + ".jar")
                .toList();
        assertThat(libraries().stream()
                        .filter(name -> !name.startsWith("gather-"))
                        .toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(named).contains(name));
        assertThat(notice)
                .containsPattern("org\\.hibernate\\.orm:hibernate-core:[^\\n]+\\n    LGPL-2\\.1-or-later")
                .contains("Payara Micro");
    }

    private static List<String> libraries() throws IOException {
        try (JarFile war = new JarFile(WAR.toFile())) {
            return war.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("WEB-INF/lib/".length()))
                    .toList();
        }
    }
}
