package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import shop.gather.platform.Ids;
import shop.gather.platform.database.DatabaseAway;
import shop.gather.platform.http.Problem;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Visitors;

/**
 * {@code GET /l/{code}}: redirects into the shop with a signed click token. A plain servlet, because with JAX-RS a
 * redirect has only a third of the throughput; described in {@code META-INF/openapi.yaml}. It writes nothing to the
 * database and, for a link in use, reads nothing from it.
 */
@WebServlet(name = "links", urlPatterns = "/l/*", loadOnStartup = 1)
public class LinkServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(LinkServlet.class.getName());

    @Inject
    private transient LinkRoutes routes;

    @Inject
    private transient ClickTokens tokens;

    @Inject
    private transient ClickCounts counts;

    @Inject
    private transient Visits visits;

    @Inject
    private transient MetricRegistry metrics;

    @Inject
    private transient RateLimits limits;

    @Inject
    private transient Visitors visitors;

    private transient Counter followed;

    @Override
    public void init() {
        followed = counter("3xx");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean get = "GET".equals(request.getMethod());
        if (!get && !"HEAD".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            refuse(response, ProblemCode.METHOD_NOT_ALLOWED, "Links support only GET and HEAD.");
            return;
        }
        Visit visit = get ? visits.of(request) : Visit.LOOK;
        if (visit == Visit.PREFETCH) {
            refuse(response, ProblemCode.FORBIDDEN, "Links cannot be prefetched. Open the link to go to the shop.");
            return;
        }
        String visitor = visitors.address(request);
        boolean guessing = limits.missedTooManyLinks(visitor);
        Optional<LinkRoute> route;
        try {
            route = route(request.getPathInfo(), guessing);
        } catch (RuntimeException unreadable) {
            if (DatabaseAway.isCauseOf(unreadable)) {
                LOG.log(Level.WARNING, "a link could not be looked up: {0}", unreadable.toString());
                response.setHeader("Retry-After", Integer.toString(Problem.DATABASE_AWAY_SECONDS));
                refuse(response, ProblemCode.DATABASE_AWAY, "Try again in a moment.");
            } else {
                LOG.log(Level.WARNING, "a link cannot be looked up", unreadable);
                refuse(response, ProblemCode.INTERNAL, "Try again in a moment.");
            }
            return;
        }
        if (route.isEmpty() && guessing) {
            response.setHeader("Retry-After", "10");
            refuse(
                    response,
                    ProblemCode.TOO_MANY_REQUESTS,
                    "Too many requests for unknown links came from this network. Try again later.");
        } else if (route.isEmpty()) {
            limits.countLinkMiss(visitor);
            refuse(response, ProblemCode.NOT_FOUND, "There is no such link.");
        } else {
            lead(route.get(), visit, request.getQueryString(), response);
        }
    }

    private Counter counter(String statusClass) {
        return metrics.counter("gather.requests", new Tag("area", "l"), new Tag("status", statusClass));
    }

    /**
     * @param guessing whether this address has requested too many unknown codes. Then only links that are in use now
     *     are redirected: the address may be shared by many visitors, but guesses must not be answered.
     */
    private Optional<LinkRoute> route(String path, boolean guessing) {
        if (path == null || path.length() < 2) {
            return Optional.empty();
        }
        String code = path.substring(1);
        return guessing ? routes.inUse(code) : routes.find(code);
    }

    private void lead(LinkRoute route, Visit visit, String rawQuery, HttpServletResponse response) {
        LinkQuery query = LinkQuery.of(rawQuery);
        String target;
        if (!route.isLive()) {
            target = route.home().plain(query);
        } else if (visit == Visit.CLICK) {
            target = route.page().clicked(tokens.sign(route.opening(), query.consent()), query);
            counts.clicked(route);
        } else {
            target = route.page().plain(query);
        }
        followed.inc();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", target);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
    }

    private void refuse(HttpServletResponse response, ProblemCode code, String detail) throws IOException {
        counter(code.status() / 100 + "xx").inc();
        String correlation = Ids.next().toString();
        Problem problem = new Problem(
                "urn:gather:problem:" + code.code(),
                code.title(),
                code.status(),
                code.code(),
                detail,
                correlation,
                null);
        problem.write(response);
    }
}
