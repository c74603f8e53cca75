package shop.gather.adapter.medusa;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;
import shop.gather.tck.DirectContext;

/** Answers requests with what was put in, in that order, and keeps them. */
final class CannedHttp implements ShopHttp {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    CannedHttp then(int status, String body) {
        return then(status, Map.of(), body);
    }

    CannedHttp then(int status, Map<String, String> headers, String body) {
        answers.add(new Answer(status, headers, body));
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public Answer send(Request request) {
        requests.add(request);
        return answers.remove();
    }

    MedusaApi api() {
        return new MedusaApi(MedusaSettings.read(context()), context());
    }

    /** With these answers and the clock standing at {@link #NOW}. */
    ShopContext context() {
        Map<String, String> settings = Map.of(
                "apiUrl",
                "https://api.example.test/",
                "secretKey",
                "sk_1",
                "publishableKey",
                "pk_1",
                "storefrontUrl",
                "https://www.example.test/p/{handle}");
        return new ContextOver(new DirectContext(settings, Clock.fixed(NOW, ZoneOffset.UTC)), this);
    }
}
