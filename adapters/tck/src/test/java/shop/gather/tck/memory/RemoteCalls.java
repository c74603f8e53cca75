package shop.gather.tck.memory;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp.Answer;
import shop.gather.spi.ShopHttp.Request;

/** Has the shop do something by way of HTTP, as an adapter's calls do: what gets lost on the way is lost. */
record RemoteCalls(ShopContext context, MemoryBackend backend) {

    private static final String GREETING = "memory-shop ";

    /** What the shop says of itself. */
    String greeting() {
        return sent(Request.get(address("/identity"), credentials())).substring(GREETING.length());
    }

    /** @throws ShopException if no answer of the shop came back, whether it has done it or not */
    <T> T call(Supplier<T> work) {
        String ticket = backend.expect(work);
        sent(Request.post(address("/calls/" + ticket), credentials(), ""));
        @SuppressWarnings("unchecked")
        T result = (T) backend.result(ticket);
        return result;
    }

    private String sent(Request request) {
        Answer answer = context.http().send(request);
        if (answer.status() == 401) {
            throw new ShopException(
                    ShopError.UNAUTHORIZED, "the shop refuses the password: copy adminPassword from the shop again");
        }
        if (answer.status() == 429) {
            Duration delay = Optional.ofNullable(answer.headers().get("retry-after"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(null);
            throw new ShopException(ShopError.RATE_LIMITED, "the shop asks to slow down", delay, null);
        }
        if (answer.status() >= 500) {
            throw new ShopException(ShopError.SHOP_FAILED, "the shop answered " + answer.status());
        }
        if (!answer.body().startsWith(GREETING)) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    "this is no shop in memory (status " + answer.status() + "): check the address");
        }
        return answer.body();
    }

    private URI address(String path) {
        return URI.create(context.required("address") + path);
    }

    private Map<String, String> credentials() {
        return Map.of("X-Password", context.required("adminPassword"));
    }
}
