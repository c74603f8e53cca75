package shop.gather.it.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.adapter.http.ReferenceShop;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;

/**
 * An integrator follows {@code adapters/README.md}, whose commands that write, build and connect the adapter are run as
 * they stand there: a project outside this build, made by the archetype, built against what this build published into a
 * file repository, judged by the TCK at a real shop, and dropped beside a running Gather.
 */
@RequiresNode
@EnabledIf(value = "isPublished", disabledReason = "NOT RUN: nothing is published without -Pship or -Pproof")
class AdapterGuideIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** As the guide has them: another secret might do where the guide's does not. */
    private static final String SECRET = "whsec_YW55LTI0LWJ5dGVzLW9yLW1vcmUtd2lsbC1kbw==";

    private static final String OWNER_KEY = "the-owner";

    @TempDir
    private Path work;

    static boolean isPublished() {
        return Files.isDirectory(Path.of(property("gather.sources"), "target", "repository"));
    }

    @Test
    void leadsFromAnEmptyFolderToAnAdapterInUse() throws IOException, InterruptedException {
        Path gather = aCopyOfGather();
        Guide guide = Guide.of(gather.resolve("adapters/README.md"));
        try (ReferenceShop shop = ReferenceShop.start(
                ReferenceShop.Terms.full().with("GATHER_SECRET", SECRET).with("OWNER_KEY", OWNER_KEY))) {
            Instant began = Instant.now();
            String said = run(work, at(shop, guide.beforeGatherRuns()), Map.of("GATHER", gather.toString()));
            assertThat(said)
                    .as("what the TCK reports before and after refunds were added")
                    .containsSubsequence("absent   REFUNDS", "proven   REFUNDS")
                    .contains("proven   Orders")
                    .doesNotContain("BROKEN");
            System.out.println("MEASURED from an empty folder to the third passing TCK: "
                    + Duration.between(began, Instant.now()).toSeconds() + " s");
            try (GatherServer server = GatherServer.onH2(
                    Map.of("gather.adapters.dir", work.resolve("adapters").toString()))) {
                Path project = work.resolve("paper-shop");
                run(
                        project,
                        at(shop, guide.withGather()),
                        Map.of("ADDRESS", server.address().toString(), "PROVIDER_KEY", GatherServer.PROVIDER_KEY));
                JsonObject connection = Api.of(server.address(), ownerKey(project.resolve("store.json")))
                        .get("/api/v1/connection");
                assertThat(connection.getString("adapter")).isEqualTo("paper-shop");
                assertThat(connection.getJsonArray("capabilities").toString()).isEqualTo("[\"REFUNDS\"]");
                assertThat(codecIn(jars(work.resolve("adapters/paper-shop"))))
                        .as("the library that the adapter signed its calls with, in another version than Gather's")
                        .isNotEqualTo(codecIn(bundled()));
            }
        }
    }

    private static String codecIn(List<String> jars) {
        return jars.stream()
                .map(jar -> Path.of(jar).getFileName().toString())
                .filter(jar -> jar.startsWith("commons-codec-"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    /** What Gather itself brings. */
    private static List<String> bundled() throws IOException {
        try (JarFile war = new JarFile(property("gather.war"))) {
            return war.stream().map(JarEntry::getName).toList();
        }
    }

    private static String ownerKey(Path made) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(made))) {
            return reader.readObject().getString("ownerKey");
        }
    }

    private static String at(ReferenceShop shop, String script) {
        assertThat(script).as("the guide's shop").contains(SECRET);
        return script.replace("http://127.0.0.1:39400", shop.uri().toString().replaceAll("/$", ""));
    }

    /**
     * The sources as they are, with settings that have Maven keep apart what it fetches here, and take what is on this
     * machine already, but for our own modules.
     */
    private Path aCopyOfGather() throws IOException {
        Path sources = Path.of(property("gather.sources")).toRealPath();
        Path copy = Files.createDirectories(work.resolve("gather"));
        Files.createSymbolicLink(copy.resolve("adapters"), sources.resolve("adapters"));
        Path cache = Path.of(property("maven.cache"));
        String found = "<id>cache</id><url>" + cache.toUri()
                + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases><snapshots><enabled>false</enabled></snapshots>";
        Files.createDirectories(copy.resolve("target"));
        Files.writeString(
                copy.resolve("target/settings.xml"),
                Files.readString(sources.resolve("target/settings.xml"))
                        .replace(
                                "</repositories>",
                                "<repository>" + found
                                        + "</repository></repositories><pluginRepositories><pluginRepository>" + found
                                        + "</pluginRepository></pluginRepositories>"));
        Files.createDirectories(work.resolve(".mvn"));
        Files.writeString(
                work.resolve(".mvn/maven.config"), "-Dmaven.repo.local=" + work.resolve("repository") + "\n-B\n-ntp\n");
        return copy;
    }

    private static String run(Path folder, String script, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(Path.of("target").toAbsolutePath(), "guide-", ".log");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().putAll(variables);
        shell.environment()
                .merge("PATH", Path.of(property("maven.home"), "bin").toString(), (path, mvn) -> mvn + ":" + path);
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = shell.start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the guide's end; see %s", log)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the build gives the system property " + name);
        }
        return value;
    }
}
