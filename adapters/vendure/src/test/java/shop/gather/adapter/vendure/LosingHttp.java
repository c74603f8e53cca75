package shop.gather.adapter.vendure;

import java.util.concurrent.atomic.AtomicReference;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A network that delivers a request and loses the answer to it, when told to. */
class LosingHttp implements ShopHttp {

    private final ShopHttp network = new PlainShopContext.PlainHttp();
    private final AtomicReference<String> victim = new AtomicReference<>();

    /** The answer to the next request that contains this text is lost. */
    void loseTheAnswerTo(String text) {
        victim.set(text);
    }

    /** Whether the answer was lost already. */
    boolean lost() {
        return victim.get() == null;
    }

    @Override
    public Answer send(Request request) {
        Answer answer = network.send(request);
        String text = victim.get();
        if (text != null && request.body().contains(text) && victim.compareAndSet(text, null)) {
            throw new ShopException(ShopError.NO_ANSWER, "the answer was lost");
        }
        return answer;
    }
}
