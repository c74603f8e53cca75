package shop.gather.platform.entrance;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import shop.gather.platform.http.BodyLimitFilter;
import shop.gather.platform.http.CorrelationFilter;
import shop.gather.platform.logging.RequestLog;
import shop.gather.platform.process.ModuleStart;
import shop.gather.platform.security.Visitors;

/**
 * Leads every request through the three filters in their order, but for those that follow a link: most of what comes, answered without work that could be traced or could wait.
 * The server's own bookkeeping around a filter costs as much as signing a click, so it sees but this one.
 */
public class Entrance implements Filter {

    private static final String LINKS = "/l";

    @Inject
    private CorrelationFilter correlation;

    @Inject
    private RequestLog log;

    @Inject
    private BodyLimitFilter bodyLimit;

    private Starting starting;

    @Override
    public void init(FilterConfig config) {
        starting = new Starting();
    }

    @Inject
    private Visitors visitors;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!ModuleStart.isComplete()) {
            starting.answer((HttpServletResponse) response);
            return;
        }
        if (LINKS.equals(((HttpServletRequest) request).getServletPath())) {
            chain.doFilter(request, response);
            return;
        }
        if (OtherOrigins.answered((HttpServletRequest) request, (HttpServletResponse) response)) {
            return;
        }
        request.setAttribute(Visitors.ADDRESS, visitors.address((HttpServletRequest) request));
        FilterChain limited = (asked, answer) -> bodyLimit.doFilter(asked, answer, chain);
        FilterChain logged = (asked, answer) -> log.doFilter(asked, answer, limited);
        correlation.doFilter(request, response, logged);
    }
}
