package shop.gather.tck;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What can go wrong with one call between an adapter and its shop. */
enum Fault {
    /** Connections are refused, from this call on. */
    REFUSED(false, null),
    /** The connection is reset after the request is sent; the shop never receives it. */
    RESET(false, null),
    /** No answer comes; the shop never receives the request. */
    SILENT(false, null),
    /** The shop has executed the request; its answer is lost. */
    LATE(true, null),
    /** The shop has executed the request; half of its answer arrives. */
    HALF(true, null),
    /** The shop has executed the request; invalid JSON arrives with the content type of JSON. */
    GARBLED(
            true,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"data\":["),
    /** The shop has executed the request; an HTML page arrives. */
    PAGE(
            true,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 28\r\nConnection: close\r\n\r\n<html>We are working.</html>"),
    /** The shop has executed the request; a proxy before it answers 502. */
    FAILED(
            true,
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: "
                    + "close\r\n\r\n<html>Bad gateway</html>"),
    /** The shop has executed the request, then fails and answers 500 in its usual JSON. */
    BROKEN(
            true,
            "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: "
                    + "45\r\nConnection: close\r\n\r\n{\"code\":\"unknown_error\",\"message\":\"it broke\"}"),
    /** The shop is in maintenance and answers 503. */
    CLOSED(
            false,
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nContent-Length: 22\r\nConnection: "
                    + "close\r\n\r\n<html>Back soon</html>"),
    /**
     * A proxy before the shop does not find it, for example during a restart, and answers 404 with its own JSON code.
     */
    ELSEWHERE(
            false,
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 40\r\nConnection: "
                    + "close\r\n\r\n{\"code\":\"no_route\",\"message\":\"no route\"}"),
    /**
     * A proxy serves a static page in place of the shop, for example during maintenance, and answers 405 to a command.
     */
    NOT_ALLOWED(
            false,
            "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: "
                    + "close\r\n\r\n<html>Not allowed</html>"),
    /** The credentials are no longer valid. */
    UNAUTHORIZED(
            false,
            "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"),
    /** Too many calls; {@link #RETRY_AFTER} says when to retry. */
    RATE_LIMITED(
            false,
            "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 7\r\nContent-Length: "
                    + "2\r\nConnection: close\r\n\r\n{}");

    static final Duration RETRY_AFTER = Duration.ofSeconds(7);

    private final boolean done;
    private final String answer;

    Fault(boolean done, String answer) {
        this.done = done;
        this.answer = answer;
    }

    /** Whether the shop receives the request and executes it. */
    boolean isDone() {
        return done;
    }

    /** The answer sent in place of the shop's; empty if none is sent. */
    byte[] answer() {
        return answer == null ? new byte[0] : answer.getBytes(StandardCharsets.US_ASCII);
    }
}
