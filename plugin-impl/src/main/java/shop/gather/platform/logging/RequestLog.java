package shop.gather.platform.logging;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * One line and one count per request: method, path, status, milliseconds. The query string is left out, since it can
 * hold tokens. Links are not included: their servlet counts them. To switch this log off, set the level of this class's
 * logger.
 */
public class RequestLog implements Filter {

    private static final Logger LOG = Logger.getLogger(RequestLog.class.getName());
    private static final Set<String> AREAS = Set.of("api", "storefront", "provider", "hooks");
    private static final int MAX_PATH = 300;

    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    @Inject
    private MetricRegistry metrics;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        String path = asked.getRequestURI();
        String area = area(path);
        Timer.Context running = timers.computeIfAbsent(area, this::timer).time();
        int status = 500;
        try {
            chain.doFilter(request, response);
            status = ((HttpServletResponse) response).getStatus();
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(running.stop());
            int statusClass = status / 100;
            counters.computeIfAbsent(area + statusClass, key -> counter(area, statusClass))
                    .inc();
            log(area, asked.getMethod(), path, status, millis);
        }
    }

    private Timer timer(String area) {
        return metrics.timer("gather.request.duration", new Tag("area", area));
    }

    private Counter counter(String area, int statusClass) {
        return metrics.counter("gather.requests", new Tag("area", area), new Tag("status", statusClass + "xx"));
    }

    private static void log(String area, String method, String path, int status, long millis) {
        Level level = !area.equals("other") || status >= 500 ? Level.INFO : Level.FINE;
        if (!LOG.isLoggable(level)) {
            return;
        }
        String shown = path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "…" : path;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Method", method);
        fields.put("Path", shown);
        fields.put("Status", status);
        fields.put("Millis", millis);
        LogRecord entry = new LogRecord(level, method + " " + shown + " " + status + " " + millis + " ms");
        entry.setLoggerName(LOG.getName());
        entry.setParameters(new Object[] {fields});
        LOG.log(entry);
    }

    /**
     * The first part of a path if it is one of ours; any other value would let visitors create an unlimited number of
     * metrics.
     */
    static String area(String path) {
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
        return AREAS.contains(first) ? first : "other";
    }
}
