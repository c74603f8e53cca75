package shop.gather.adapter.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import shop.gather.spi.ShopHttp;

/** Answers requests with what was put in, in that order, and keeps them. */
final class CannedHttp implements ShopHttp {

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
}
