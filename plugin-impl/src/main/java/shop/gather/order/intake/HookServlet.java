package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemAnswer;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.ReceivedText;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Visitors;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.Notifications;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;

/**
 * {@code POST /hooks/{store}}: takes notifications from shops. The adapter verifies the signature. Unverifiable
 * notifications are dropped, and an unknown store gets the same answer. A plain servlet, because JAX-RS took half of
 * the processor time of an order; described in {@code META-INF/openapi.yaml}.
 */
@WebServlet(name = "hooks", urlPatterns = "/hooks/*", loadOnStartup = 1)
public class HookServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Some shops test the address with a message about no order, and accept only 200 as an answer. */
    private static final byte[] ABOUT_NO_ORDER = "{\"orders\":0}".getBytes(StandardCharsets.US_ASCII);

    @Inject
    private transient Shops shops;

    @Inject
    private transient Intake intake;

    @Inject
    private transient RateLimits limits;

    @Inject
    private transient Visitors visitors;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (receive(request, response)) {
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
                response.setContentLength(0);
            } else {
                response.setContentType("application/json");
                response.setContentLength(ABOUT_NO_ORDER.length);
                response.getOutputStream().write(ABOUT_NO_ORDER);
            }
        } catch (RuntimeException refused) {
            ProblemAnswer.to(refused).write(response);
        }
    }

    /** Returns whether the notification is about orders; they are to be read then. */
    private boolean receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            throw new ProblemException(ProblemCode.METHOD_NOT_ALLOWED, "Send notifications with POST.");
        }
        StoreId store = store(request.getPathInfo());
        String body = ReceivedText.of(request);
        List<String> orders = verified(store, visitors.address(request), headers(request), body);
        limits.checkNotification(store);
        if (!orders.isEmpty()) {
            intake.hint(store, orders);
        }
        return !orders.isEmpty();
    }

    private static StoreId store(String path) {
        String name = path == null ? "" : path.substring(1).replaceFirst("/$", "");
        if (name.isEmpty() || name.contains("/")) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is nothing at this address.");
        }
        return Ids.parse(name).map(StoreId::new).orElseThrow(HookServlet::unverified);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return headers;
    }

    /**
     * The orders that a notification is about. Notifications without a valid signature have a separate limit, so that
     * forgers do not use up the store's. A valid one is accepted even while forged ones are refused. During that time,
     * a shop whose connection is not cached on this node is not connected to verify notifications.
     */
    private List<String> verified(StoreId store, String visitor, Map<String, String> headers, String body) {
        try {
            Shop shop = limits.sentTooManyUnverified(store, visitor)
                    ? shops.ifOpen(store).orElseThrow(HookServlet::unverified)
                    : shops.of(store);
            Notifications port = shop.notifications().orElseThrow(HookServlet::unverified);
            return port.changedOrders(new Notifications.Notification(headers, body));
        } catch (ShopException | ProblemException refused) {
            limits.countUnverified(store, visitor);
            throw unverified();
        }
    }

    private static ProblemException unverified() {
        return new ProblemException(ProblemCode.UNAUTHENTICATED, "The notification's signature does not match.");
    }
}
