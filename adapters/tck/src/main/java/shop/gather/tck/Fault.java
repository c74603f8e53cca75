package shop.gather.tck;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What can go wrong with one call between an adapter and its shop. */
enum Fault {
    /** Nobody listens, from this call on. */
    REFUSED(false, null),
    /** The connection breaks once the request is sent; the shop never sees it. */
    RESET(false, null),
    /** No answer comes; the shop never sees the request. */
    SILENT(false, null),
    /** The shop has done it, and its answer does not come. */
    LATE(true, null),
    /** The shop has done it, and half of its answer comes. */
    HALF(true, null),
    /** The shop has done it, and something that is no JSON comes as such. */
    GARBLED(
            true,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"data\":["),
    /** The shop has done it, and a page for people comes. */
    PAGE(
            true,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 28\r\nConnection: close\r\n\r\n<html>We are working.</html>"),
    /** The shop has done it, and what stands before it says that it failed. */
    FAILED(
            true,
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: "
                    + "close\r\n\r\n<html>Bad gateway</html>"),
    /** The shop has done it, breaks before it has said so, and says that, in JSON as it says everything. */
    BROKEN(
            true,
            "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: "
                    + "45\r\nConnection: close\r\n\r\n{\"code\":\"unknown_error\",\"message\":\"it broke\"}"),
    /** The shop is closed while it is worked on. */
    CLOSED(
            false,
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nContent-Length: 22\r\nConnection: "
                    + "close\r\n\r\n<html>Back soon</html>"),
    /**
     * What stands before the shop knows nothing of it, as while it starts again, and says so with a code of its own, in
     * JSON.
     */
    ELSEWHERE(
            false,
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 40\r\nConnection: "
                    + "close\r\n\r\n{\"code\":\"no_route\",\"message\":\"no route\"}"),
    /**
     * What stands before the shop has a page in its place, as while the shop is worked on, and takes no commands for
     * it.
     */
    NOT_ALLOWED(
            false,
            "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: "
                    + "close\r\n\r\n<html>Not allowed</html>"),
    /** The credentials do not count any more. */
    UNAUTHORIZED(
            false,
            "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"),
    /** Too many calls; {@link #RETRY_AFTER} says when to come back. */
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

    /** Whether the shop gets the request and does what it says. */
    boolean isDone() {
        return done;
    }

    /** What is answered in place of the shop; empty if nothing is. */
    byte[] answer() {
        return answer == null ? new byte[0] : answer.getBytes(StandardCharsets.US_ASCII);
    }
}
