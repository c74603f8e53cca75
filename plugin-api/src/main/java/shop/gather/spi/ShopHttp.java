package shop.gather.spi;

import java.net.URI;
import java.util.Map;

/**
 * A guarded HTTP client. It follows no redirect, times out, refuses forbidden networks at connect time and reuses
 * connections. Thread-safe.
 *
 * @since 1.0
 */
public interface ShopHttp {

    /**
     * Sends a request and returns the answer of the shop, whatever its status.
     *
     * @throws ShopException {@link ShopError#UNREACHABLE} if the request was certainly not processed (no connection),
     *     {@link ShopError#NO_ANSWER} if it may have been (time-out or reset after sending),
     *     {@link ShopError#FORBIDDEN_ADDRESS}
     */
    Answer send(Request request);

    /**
     * @param method upper case
     * @param body null for none; sent as UTF-8
     */
    record Request(String method, URI uri, Map<String, String> headers, String body) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(URI uri, Map<String, String> headers) {
            return new Request("GET", uri, headers, null);
        }

        public static Request post(URI uri, Map<String, String> headers, String body) {
            return new Request("POST", uri, headers, body);
        }
    }

    /**
     * @param headers names in lower case; a repeated header has its first value
     * @param body empty if there was none; at most 8,388,608 characters, and in JSON at most 262,144 in one text or
     *     number; a longer one is {@link ShopError#BAD_ANSWER}
     */
    record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
