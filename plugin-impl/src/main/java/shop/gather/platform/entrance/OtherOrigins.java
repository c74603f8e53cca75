package shop.gather.platform.entrance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * CORS for the storefront API: shops' pages, which have other origins, may call it from their visitors' browsers. Any
 * origin is allowed. Since there are no cookies, a page can do no more than anybody who holds a store's publishable key
 * or a member's token. A browser's preflight request carries neither, so no store is known yet that could list its
 * origins. The other APIs do not allow other origins. Thread-safe.
 */
final class OtherOrigins {

    private static final String STOREFRONT = "/storefront/";

    private OtherOrigins() {}

    /** Adds the CORS headers; true if the request was a preflight request, whose answer is then complete. */
    static boolean answered(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("Origin") == null
                || !request.getRequestURI().startsWith(request.getContextPath() + STOREFRONT)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Expose-Headers", "ETag, Location, Retry-After");
        if (!request.getMethod().equals("OPTIONS") || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID");
        response.setHeader("Access-Control-Max-Age", "7200");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }
}
