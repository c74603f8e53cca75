package shop.gather.adapter.sampleshop;

import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Tells a call that never reached the shop from one that may have been processed. */
final class Failures {

    private Failures() {}

    static ShopException of(ProcessingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || isConnectTimeout(cause)) {
                return new ShopException(ShopError.UNREACHABLE, "The sample shop cannot be reached", failure);
            }
            if (cause instanceof SocketTimeoutException) {
                return new ShopException(ShopError.NO_ANSWER, "The sample shop did not answer in time", failure);
            }
        }
        return new ShopException(ShopError.NO_ANSWER, "The connection to the sample shop broke", failure);
    }

    /** The JDK has one exception for both time-outs and tells them apart only by the message. */
    private static boolean isConnectTimeout(Throwable cause) {
        return cause instanceof SocketTimeoutException
                && cause.getMessage() != null
                && cause.getMessage().toLowerCase(Locale.ROOT).contains("connect");
    }
}
