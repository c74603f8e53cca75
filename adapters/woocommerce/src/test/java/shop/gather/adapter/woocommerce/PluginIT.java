package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The WordPress plugin: it can be read by PHP, its own tests pass, and a shop with another secret is not taken for
 * Gather's.
 */
@RequiresPhp
class PluginIT {

    private static final Path HOST = StubPlugin.host();

    private record Ran(int status, String said) {}

    private static Ran php(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("php"), Stream.of(arguments)).toList());
    }

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    @Test
    void everyFileIsPhp() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.walk(HOST)) {
            files = found.filter(path -> path.toString().endsWith(".php")).toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            Ran lint = php("-l", file.toString());
            assertThat(lint.status()).as(lint.said()).isZero();
        }
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        Ran tests = php(
                "-d",
                "error_reporting=-1",
                "-d",
                "display_errors=1",
                HOST.resolve("test/tests.php").toString());
        assertThat(tests.status()).as(tests.said()).isZero();
        assertThat(tests.said().lines()).hasSizeGreaterThan(20).allMatch(line -> line.startsWith("ok   "));
    }

    /** Exchanges the token, shows the progress, joins. */
    @Test
    void theScriptForStorefrontsDoesItsPart() throws Exception {
        Assumptions.assumeTrue(hasNode(), "NOT RUN: the storefront script is tried with Node 20");
        Ran tests = run(List.of(
                "node", "--test", HOST.resolve("test/storefront.test.mjs").toString()));
        assertThat(tests.status()).as(tests.said()).isZero();
        assertThat(tests.said()).containsPattern("pass 1[1-9]");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return run(List.of("node", "--version")).said().matches("v(2\\d)\\.[\\s\\S]*");
        } catch (IOException notThere) {
            return false;
        }
    }

    @Test
    void anotherSecretIsToldFromGathers() {
        ShopKind.Running running = ShopKind.WITH_PLUGIN.running();
        var settings = running.driver().settings();
        settings.put("pluginSecret", "another-secret-of-enough-characters");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> new WooCommerceAdapter().connect(ContextOver.of(settings, network -> network)))
                .isInstanceOfSatisfying(ShopException.class, refused -> {
                    assertThat(refused.error()).isEqualTo(ShopError.MISCONFIGURED);
                    assertThat(refused.getMessage()).contains("pluginSecret");
                });
    }

    /** The same shop, whether Gather uses the plugin or not. */
    @Test
    void withoutItsSecretThePluginIsNotUsed() {
        ShopKind.Running running = ShopKind.WITH_PLUGIN.running();
        var settings = running.driver().settings();
        settings.remove("pluginSecret");
        try (Shop shop = new WooCommerceAdapter().connect(ContextOver.of(settings, network -> network))) {
            assertThat(Capability.of(shop)).doesNotContain(Capability.CUSTOMER_SESSIONS);
            assertThat(shop.identify().fingerprint())
                    .isEqualTo(running.shop().identify().fingerprint());
        }
    }
}
