package shop.gather.adapter.vendure;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A context outside Gather: the JDK's HTTP client, the system's clock, no forbidden networks. */
final class PlainShopContext implements ShopContext {

    private final Map<String, String> settings;
    private final ShopHttp http;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    PlainShopContext(Map<String, String> settings, ShopHttp http) {
        this.settings = Map.copyOf(settings);
        this.http = http;
    }

    static PlainShopContext of(Map<String, String> settings) {
        return new PlainShopContext(settings, new PlainHttp());
    }

    @Override
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public ShopHttp http() {
        return http;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
        return tokens.computeIfAbsent(name, missing -> login.get());
    }

    @Override
    public void dropToken(String name) {
        tokens.remove(name);
    }

    /** Tells a connection that was never made from an answer that never came, as Gather's own client does. */
    static final class PlainHttp implements ShopHttp {

        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();

        @Override
        public Answer send(Request request) {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                    .timeout(Duration.ofSeconds(20))
                    .method(
                            request.method(),
                            request.body() == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(request.body()));
            request.headers().forEach(builder::header);
            try {
                HttpResponse<String> response = client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
                Map<String, String> headers = new HashMap<>();
                response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
                return new Answer(response.statusCode(), headers, response.body());
            } catch (ConnectException notConnected) {
                throw new ShopException(ShopError.UNREACHABLE, "no connection to the shop", notConnected);
            } catch (java.io.IOException lost) {
                throw new ShopException(ShopError.NO_ANSWER, "the shop did not answer", lost);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new ShopException(ShopError.NO_ANSWER, "interrupted", interrupted);
            }
        }
    }
}
