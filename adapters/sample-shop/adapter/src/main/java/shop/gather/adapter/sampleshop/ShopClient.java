package shop.gather.adapter.sampleshop;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.ShopAnswers;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Calls one sample shop and interprets its answers. Thread-safe. */
final class ShopClient {

    private final ShopApi api;
    private final Clock clock;
    private final Jsonb json = JsonbBuilder.create();

    ShopClient(ShopApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** An answer, with the body as text. */
    record Answer(int status, String body, boolean replayed, Duration retryAfter, Wire.Problem problem) {
        boolean isGood() {
            return status / 100 == 2;
        }

        boolean says(String code) {
            return code.equals(problem.code());
        }
    }

    Wire.Self self() {
        return parsed(good(send(ShopApi::self)), Wire.Self.class);
    }

    /** Makes a call and reads the answer. */
    Answer send(Function<ShopApi, ShopHttp.Answer> call) {
        ShopHttp.Answer answer = call.apply(api);
        return new Answer(
                answer.status(),
                answer.body(),
                Boolean.parseBoolean(answer.headers().get(ShopApi.REPLAYED)),
                ShopAnswers.retryAfter(answer.headers(), clock).orElse(null),
                answer.status() / 100 == 2 ? Wire.Problem.NONE : problem(answer.body()));
    }

    /** Empty if the shop says that the resource does not exist. */
    <T> Optional<T> found(Answer answer, Class<T> type) {
        return answer.status() == 404 && answer.says("not-found")
                ? Optional.empty()
                : Optional.of(parsed(good(answer), type));
    }

    /** @throws ShopException unless the answer is 2xx */
    static Answer good(Answer answer) {
        if (answer.isGood()) {
            return answer;
        }
        throw failure(answer);
    }

    /** The exception for an answer that is not 2xx. */
    static ShopException failure(Answer answer) {
        String told = "The sample shop answered " + answer.status()
                + (answer.problem().detail() == null
                        ? ""
                        : ": " + answer.problem().detail());
        ShopError error;
        if (answer.status() == 401 || answer.status() == 403) {
            error = ShopError.UNAUTHORIZED;
        } else if (answer.status() == 429) {
            error = ShopError.RATE_LIMITED;
        } else if (answer.status() >= 500) {
            error = ShopError.SHOP_FAILED;
        } else if (answer.says("no-such-shop")) {
            error = ShopError.MISCONFIGURED;
        } else {
            error = ShopError.BAD_ANSWER;
        }
        return new ShopException(error, told, answer.retryAfter(), null);
    }

    <T> T parsed(Answer answer, Class<T> type) {
        return read(() -> json.fromJson(whole(answer.body()), type));
    }

    /** Parses an answer, or fails if it is not that of a sample shop. */
    static <T> T read(Supplier<T> reading) {
        try {
            T value = reading.get();
            if (value != null) {
                return value;
            }
        } catch (RuntimeException e) {
            throw new ShopException(ShopError.BAD_ANSWER, "The address answers, but not as a sample shop does", e);
        }
        throw new ShopException(ShopError.BAD_ANSWER, "The address answers, but says nothing");
    }

    /**
     * Checks that a text is complete JSON. JSON-B skips unknown fields, and its parser never returns from an unclosed
     * list in such a field (eclipse-ee4j/parsson, issue 23).
     */
    static String whole(String text) {
        return JsonText.parsed(text).map(json -> text).orElseThrow(() -> new IllegalArgumentException("not JSON"));
    }

    String written(Object request) {
        return json.toJson(request);
    }

    private Wire.Problem problem(String body) {
        try {
            Wire.Problem problem = json.fromJson(whole(body), Wire.Problem.class);
            return problem == null || !problem.isOfTheShop() ? Wire.Problem.NONE : problem;
        } catch (RuntimeException e) {
            return Wire.Problem.NONE;
        }
    }
}
