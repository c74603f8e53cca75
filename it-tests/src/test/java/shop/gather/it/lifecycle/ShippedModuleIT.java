package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
