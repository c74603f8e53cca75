package shop.gather.platform.entrance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets the pages of shops, which are of other origins, call the storefront API from their visitors' browsers (the Fetch
 * standard's CORS protocol). Any origin may: there are no cookies, so that a page can do no more than whoever holds a
 * store's publishable key or a member's token; and a browser asks first without either, when no store is known that
 * could name origins. The other APIs are not for browsers of other origins. Thread-safe.
 */
final class OtherOrigins {

    private static final String STOREFRONT = "/storefront/";

    private OtherOrigins() {}

    /** Permits what is permitted; true if that was all that was asked, and the answer is complete. */
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
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, If-Match");
        response.setHeader("Access-Control-Max-Age", "7200");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }
}
