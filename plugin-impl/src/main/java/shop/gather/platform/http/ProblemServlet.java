package shop.gather.platform.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.database.DatabaseAway;
import shop.gather.platform.logging.Correlation;
import shop.gather.platform.logging.FailureLog;

/**
 * Answers what no resource answered: the container's own errors, as problems like all others. The container's pages
 * would show exceptions and its version.
 */
@WebServlet(urlPatterns = "/problem")
public class ProblemServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ProblemServlet.class.getName());
    private static final FailureLog FAILURES = new FailureLog(LOG);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The filter that gave the request its id has ended by now; the answer still carries it.
        Correlation.begin(response.getHeader(Correlation.HEADER));
        try {
            answer(request, response);
        } finally {
            Correlation.end();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean asked = request.getDispatcherType() != DispatcherType.ERROR;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem = tooEarly(request)
                ? Problem.starting()
                : Problem.ofStatus(asked || status == null ? 404 : (Integer) status);
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof Throwable failure) {
            if (DatabaseAway.isCauseOf(failure)) {
                problem = Problem.databaseAway();
                LOG.log(Level.WARNING, "request {0} found no database: {1}", new Object[] {Correlation.id(), failure});
            } else {
                FAILURES.severe("request " + Correlation.id() + " failed", failure);
            }
        }
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(Correlation.HEADER, Correlation.id());
        response.setHeader("Cache-Control", "no-store");
        if (problem.status() == 503) {
            response.setHeader(
                    "Retry-After",
                    problem.code().equals(ProblemCode.DATABASE_AWAY.code()) ? "" + Problem.DATABASE_AWAY_SECONDS : "1");
        }
        response.getWriter().write(StrictJson.codec().toJson(problem));
    }

    /**
     * Our servlets take every address. "Not found" from none of them, or from the container's default one, is the
     * answer to a request that came while we were being deployed, before ours were there: to say so of something that
     * is there would have a client give it up.
     */
    private static boolean tooEarly(HttpServletRequest request) {
        Object servlet = request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME);
        return request.getDispatcherType() == DispatcherType.ERROR
                && Integer.valueOf(404).equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                && (servlet == null || servlet.equals("default"));
    }
}
