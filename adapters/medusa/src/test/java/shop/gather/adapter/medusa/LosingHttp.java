package shop.gather.adapter.medusa;

import java.util.concurrent.atomic.AtomicReference;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A network that delivers a request and loses the answer to it, when told to. */
final class LosingHttp implements ShopHttp {

    private final ShopHttp network;
    private final AtomicReference<String> victim = new AtomicReference<>();

    LosingHttp(ShopContext context) {
        this.network = context.http();
    }

    /** The answer to the next request whose method and path end so is lost. */
    void loseTheAnswerTo(String ending) {
        victim.set(ending);
    }

    /** Whether the answer was lost already. */
    boolean lost() {
        return victim.get() == null;
    }

    @Override
    public Answer send(Request request) {
        Answer answer = network.send(request);
        String ending = victim.get();
        String line = request.method() + " " + request.uri().getPath();
        if (ending != null && matches(line, ending) && victim.compareAndSet(ending, null)) {
            throw new ShopException(ShopError.NO_ANSWER, "the answer was lost");
        }
        return answer;
    }

    private static boolean matches(String line, String ending) {
        String[] parts = ending.split(" ", 2);
        return line.startsWith(parts[0] + " ") && line.endsWith(parts[1]);
    }
}
