package shop.gather.adapter.woocommerce;

import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A network that, when told to, loses the answer to a request that it delivered, or lets something happen before it delivers one. Used by one thread. */
final class LosingHttp implements ShopHttp {

    private final ShopHttp network;
    private String victim = "";
    private Runnable first;
    private boolean met;

    LosingHttp(ShopHttp network) {
        this.network = network;
    }

    /**
     * The answer to the next such request is lost.
     *
     * @param request method and end of the path, with a space between
     */
    void loseTheAnswerTo(String request) {
        before(request, null);
    }

    /** This happens before the next such request is delivered, whose answer comes. */
    void before(String request, Runnable happens) {
        victim = request;
        first = happens;
        met = false;
    }

    /** Whether the request came. */
    boolean met() {
        return met;
    }

    @Override
    public Answer send(Request request) {
        String[] wanted = victim.split(" ");
        if (met
                || wanted.length < 2
                || !request.method().equals(wanted[0])
                || !request.uri().getPath().endsWith(wanted[1])) {
            return network.send(request);
        }
        met = true;
        if (first != null) {
            first.run();
            return network.send(request);
        }
        network.send(request);
        throw new ShopException(ShopError.NO_ANSWER, "the answer was lost");
    }
}
