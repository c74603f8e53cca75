package shop.gather.platform.http;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import shop.gather.platform.logging.Correlation;

/**
 * The first filter: gives each request its correlation id and each answer its security headers, and counts waiting
 * requests.
 */
public class CorrelationFilter implements Filter {

    @Inject
    private RequestLoad load;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Correlation.begin(((HttpServletRequest) request).getHeader(Correlation.HEADER));
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader(Correlation.HEADER, Correlation.id());
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Cache-Control", "no-store");
        load.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            load.end();
            Correlation.end();
        }
    }
}
