package shop.gather.adapter.http;

import java.util.concurrent.atomic.AtomicReference;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A network that delivers a request and loses the answer to it, when told to. */
final class LosingHttp implements ShopHttp {

    private final ShopHttp network;
    private final AtomicReference<String> victim = new AtomicReference<>();

    LosingHttp(ShopHttp network) {
        this.network = network;
    }

    /** The answer to the next request of this method is lost. */
    void loseTheNextAnswerTo(String method) {
        victim.set(method);
    }

    @Override
    public Answer send(Request request) {
        Answer answer = network.send(request);
        if (victim.compareAndSet(request.method(), null)) {
            throw new ShopException(ShopError.NO_ANSWER, "the answer was lost");
        }
        return answer;
    }
}
