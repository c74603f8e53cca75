package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Where nobody can listen the key goes in a header; elsewhere never. */
class TlsIT {

    private static final char[] PASSWORD = "a-password".toCharArray();

    @TempDir
    Path folder;

    @Test
    void overTlsTheKeyGoesInAHeader() throws Exception {
        SSLContext tls = tls();
        List<ShopHttp.Request> sent = new ArrayList<>();
        try (StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin(), tls)) {
            WooCommerceDriver driver = new WooCommerceDriver(server);
            Map<String, String> settings = driver.settings();
            assertThat(settings.get("shopUrl")).startsWith("https://");
            try (Shop shop = new WooCommerceAdapter().connect(ContextOver.of(settings, plain -> over(tls, sent)))) {
                assertThat(shop.catalog().variant("12")).isPresent();
            }
            assertThat(sent).allSatisfy(request -> assertThat(request.uri().toString())
                    .doesNotContain(StubWooCommerce.SECRET)
                    .doesNotContain("oauth_"));
            settings.put("consumerSecret", "cs_wrong");
            assertThatThrownBy(
                            () -> new WooCommerceAdapter().connect(ContextOver.of(settings, plain -> over(tls, sent))))
                    .isInstanceOfSatisfying(ShopException.class, refused -> assertThat(refused.error())
                            .isEqualTo(ShopError.UNAUTHORIZED));
        }
    }

    @Test
    void overPlainHttpTheSecretIsNeverSent() {
        List<ShopHttp.Request> sent = new ArrayList<>();
        ShopKind.Running running = ShopKind.WITHOUT_PLUGIN.running();
        try (Shop shop = new WooCommerceAdapter()
                .connect(ContextOver.of(running.driver().settings(), network -> request -> {
                    sent.add(request);
                    return network.send(request);
                }))) {
            assertThat(shop.catalog().search("tea", 10)).isNotEmpty();
        }
        assertThat(sent).hasSizeGreaterThan(3).allSatisfy(request -> {
            assertThat(request.headers()).doesNotContainKey("authorization");
            assertThat(request.uri().toString()).doesNotContain(StubWooCommerce.SECRET);
        });
    }

    private static ShopHttp over(SSLContext tls, List<ShopHttp.Request> sent) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return request -> {
            sent.add(request);
            HttpRequest.Builder http =
                    HttpRequest.newBuilder(request.uri()).method(request.method(), HttpRequest.BodyPublishers.noBody());
            request.headers().forEach(http::header);
            try {
                HttpResponse<String> answer = client.send(http.build(), HttpResponse.BodyHandlers.ofString());
                Map<String, String> headers = new HashMap<>();
                answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
                return new ShopHttp.Answer(answer.statusCode(), headers, answer.body());
            } catch (IOException broken) {
                throw new ShopException(ShopError.NO_ANSWER, "broken", broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ShopException(ShopError.NO_ANSWER, "stopped", stopped);
            }
        };
    }

    /** Server and client with a certificate made for this test. */
    private SSLContext tls() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("shop", keys.getCertificate("shop"));
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}
