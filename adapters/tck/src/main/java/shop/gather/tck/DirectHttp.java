package shop.gather.tck;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * The JDK's client behind the SPI, without Gather's guard against forbidden networks: shops under test live on this
 * machine.
 */
final class DirectHttp implements ShopHttp {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final Duration answerWithin;

    DirectHttp(Duration answerWithin) {
        this.answerWithin = answerWithin;
    }

    @Override
    public Answer send(Request request) {
        try {
            HttpResponse<String> response = client.send(translated(request), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            throw new ShopException(
                    ShopError.UNREACHABLE, "nothing answers at " + request.uri().getAuthority(), nobody);
        } catch (IOException broken) {
            throw new ShopException(
                    ShopError.NO_ANSWER, "no answer came from " + request.uri().getAuthority(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ShopException(ShopError.NO_ANSWER, "interrupted while waiting for the shop", stopped);
        }
    }

    private HttpRequest translated(Request request) {
        HttpRequest.BodyPublisher body = request.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body());
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.uri()).timeout(answerWithin).method(request.method(), body);
        request.headers().forEach(builder::header);
        return builder.build();
    }
}
