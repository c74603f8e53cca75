package shop.gather.platform.entrance;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import shop.gather.platform.http.BodyLimitFilter;
import shop.gather.platform.http.CorrelationFilter;
import shop.gather.platform.http.ReceivedText;
import shop.gather.platform.logging.RequestLog;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.platform.process.ModuleStart;
import shop.gather.platform.security.Visitors;

/**
 * Passes every request through the three filters in order, except requests that follow a link: these are the most
 * frequent, and need neither tracing nor waiting. The server's overhead per filter is as high as signing a click, so
 * only this one filter is registered.
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

    @Inject
    private Uploads uploads;

    @Inject
    private MemoryBudgets memory;

    @Inject
    private RequestContextController requestContext;

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
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            again(asked, answer, chain);
        } else if (!OtherOrigins.answered(asked, answer) && !uploads.waits(asked, answer)) {
            serve(asked, answer, chain);
        }
    }

    /** Serves a request whose body is now complete. */
    private void again(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Upload> upload = Uploads.of(request);
        if (upload.isEmpty()) {
            serve(request, response, chain);
            return;
        }
        if (upload.get().isRefused()) {
            upload.get().answerRefused(response);
            return;
        }
        // A second dispatch of the same request waits here and then finds nothing to do.
        synchronized (upload.get()) {
            Optional<byte[]> body = upload.get().takeBody();
            if (body.isPresent()) {
                served(request, response, chain, upload.get(), body.get());
            }
        }
    }

    private void served(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Upload upload, byte[] body)
            throws IOException, ServletException {
        request.setAttribute(ReceivedText.CLAIM, upload.claim());
        // The container has ended the request's context when the filter returned the first time.
        boolean activated = requestContext.activate();
        try {
            serve(new ReceivedBody(request, body), response, chain);
        } finally {
            if (activated) {
                requestContext.deactivate();
            }
            upload.end();
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(Visitors.ADDRESS, visitors.address(request));
        FilterChain limited = (asked, answer) -> bodyLimit.doFilter(asked, answer, chain);
        FilterChain logged = (asked, answer) -> log.doFilter(asked, answer, limited);
        try {
            correlation.doFilter(request, response, logged);
        } finally {
            memory.answers().endOfWork();
        }
    }
}
