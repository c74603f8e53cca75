package shop.gather.platform.entrance;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import shop.gather.platform.http.Problem;
import shop.gather.platform.http.StrictJson;
import shop.gather.platform.process.ModuleStart;

/**
 * The answer to requests that arrive while the server deploys the module. It is prepared in advance, on the deploying
 * thread: a request must not load more of the module before {@link ModuleStart} allows it. Thread-safe.
 */
final class Starting {

    private final byte[] body;

    Starting() {
        body = StrictJson.codec().toJson(Problem.starting()).getBytes(StandardCharsets.UTF_8);
    }

    void answer(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "1");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(body);
    }
}
