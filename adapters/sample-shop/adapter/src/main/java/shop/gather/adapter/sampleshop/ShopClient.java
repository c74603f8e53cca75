package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Calls one sample shop and says what its answers mean. Thread-safe. */
final class ShopClient implements AutoCloseable {

    private final ShopApi api;
    private final String admin;
    private final Jsonb json = JsonbBuilder.create();

    private ShopClient(ShopApi api, String adminKey) {
        this.api = api;
        this.admin = "Bearer " + adminKey;
    }

    static ShopClient open(URI base, String adminKey, Duration timeout) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The builder looks its configuration up by this loader; a thread that is not the container's may have none.
        thread.setContextClassLoader(ShopClient.class.getClassLoader());
        try {
            return new ShopClient(api(base, timeout), adminKey);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ShopApi api(URI base, Duration timeout) {
        return RestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // Answers are told apart here; the default mapper would throw for each 4xx.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(ShopApi.class);
    }

    /** What came back, with the body as text. */
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

    /** Calls with the admin key. */
    Answer send(AdminCall call) {
        return exchange(() -> call.on(api, admin));
    }

    /** Calls without it. */
    Answer sendPublic(Function<ShopApi, Response> call) {
        return exchange(() -> call.apply(api));
    }

    /** A call of the API with the admin's authorization. */
    @FunctionalInterface
    interface AdminCall {
        Response on(ShopApi api, String admin);
    }

    /** Empty if the shop says that there is no such thing. */
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

    /** What an answer means that is not 2xx. */
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

    /** Understands an answer, or says that it is none of a sample shop. */
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
     * A text that is JSON from end to end. JSON-B passes over what it is not asked for, and its parser never comes back from a list that is not closed there
     * (eclipse-ee4j/parsson, issue 23).
     */
    static String whole(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            reader.readValue();
        }
        return text;
    }

    String written(Object request) {
        return json.toJson(request);
    }

    private Answer exchange(Supplier<Response> call) {
        try (Response response = call.get()) {
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            boolean good = response.getStatus() / 100 == 2;
            return new Answer(
                    response.getStatus(),
                    body,
                    Boolean.parseBoolean(response.getHeaderString(ShopApi.REPLAYED)),
                    seconds(response.getHeaderString(HttpHeaders.RETRY_AFTER)),
                    good ? Wire.Problem.NONE : problem(body));
        } catch (ProcessingException e) {
            throw Failures.of(e);
        }
    }

    private Wire.Problem problem(String body) {
        try {
            Wire.Problem problem = json.fromJson(whole(body), Wire.Problem.class);
            return problem == null ? Wire.Problem.NONE : problem;
        } catch (RuntimeException e) {
            return Wire.Problem.NONE;
        }
    }

    private static Duration seconds(String header) {
        return header != null && header.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    @Override
    public void close() {
        try {
            api.close();
        } catch (IOException | RuntimeException e) {
            System.getLogger(ShopClient.class.getName()).log(System.Logger.Level.DEBUG, "The client did not close", e);
        }
    }
}
