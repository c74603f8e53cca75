package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import shop.sample.command.Commands;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.store.Capability;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** Orders as the owner reads and changes them. */
@Path("/shops/{shop}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrderAdminResource {

    private static final String KEY = "Idempotency-Key";

    private final Shops shops;
    private final Orders orders;
    private final OrderCommands steps;
    private final Bank bank;
    private final Commands commands;
    private final Faults faults;
    private final Json json;

    @Inject
    public OrderAdminResource(
            Shops shops, Orders orders, OrderCommands steps, Bank bank, Commands commands, Faults faults, Json json) {
        this.shops = shops;
        this.orders = orders;
        this.steps = steps;
        this.bank = bank;
        this.commands = commands;
        this.faults = faults;
        this.json = json;
    }

    /** The orders with the ids, up to 100; without ids those that changed last, newest change first. */
    @GET
    @Path("/admin/orders")
    public String list(
            @PathParam("shop") String shop,
            @QueryParam("id") List<String> ids,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        if (ids.isEmpty()) {
            return list(orders.latest(shop, Math.max(1, Math.min(limit, 100))));
        }
        if (ids.size() > 100) {
            throw Problem.invalid("100 ids at most");
        }
        return faults.around(shop, Operation.READ_ORDER, () -> list(orders.documents(shop, ids)));
    }

    private static String list(List<String> documents) {
        return "{\"orders\":[" + String.join(",", documents) + "]}";
    }

    @GET
    @Path("/admin/orders/{order}")
    public String read(
            @PathParam("shop") String shop, @PathParam("order") String orderId, @Context SecurityContext who) {
        Supplier<String> reading =
                () -> orders.document(shop, orderId).orElseThrow(() -> Problem.notFound("order " + orderId));
        return byHand(who) ? reading.get() : faults.around(shop, Operation.READ_ORDER, reading);
    }

    /** Ids of orders that changed after a cursor; without one, the cursor of now. */
    @GET
    @Path("/admin/changes")
    public String changes(
            @PathParam("shop") String shop,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return faults.around(
                shop,
                Operation.READ_CHANGES,
                () -> json.write(orders.changedSince(shop, after, Math.max(1, Math.min(limit, 500)))));
    }

    @GET
    @Path("/admin/customers/{customer}/orders")
    public String placedBy(
            @PathParam("shop") String shop,
            @PathParam("customer") String customerId,
            @QueryParam("since") @DefaultValue("1970-01-01T00:00:00Z") String since) {
        return faults.around(
                shop,
                Operation.READ_ORDERS_OF_CUSTOMER,
                () -> json.write(Map.of("orderIds", orders.placedBy(shop, customerId, instant(since)))));
    }

    @POST
    @Path("/admin/orders/{order}/captures")
    public Response capture(
            @PathParam("shop") String shopId,
            @PathParam("order") String orderId,
            @HeaderParam(KEY) String key,
            @Context SecurityContext who,
            String body) {
        Shop shop = shop(shopId, Capability.DEFERRED_CAPTURE, who);
        OrderCommands.CaptureRequest request = json.request(body, OrderCommands.CaptureRequest.class);
        bank.asked(shopId, orderId, request.paymentId());
        return commands.run(
                new Commands.Request(shopId, Operation.CAPTURE, key, orderId, body, byHand(who)),
                transaction -> steps.capture(transaction, shop, orderId, key, request));
    }

    /** From now on the bank declines, at the capture, what is authorized of this order. */
    @PUT
    @Path("/admin/orders/{order}/bank-refusal")
    public String bankRefuses(@PathParam("shop") String shop, @PathParam("order") String orderId) {
        bank.willRefuse(shop, orderId);
        return "{}";
    }

    @POST
    @Path("/admin/orders/{order}/cancellation")
    public Response cancel(
            @PathParam("shop") String shopId,
            @PathParam("order") String orderId,
            @HeaderParam(KEY) String key,
            @Context SecurityContext who,
            String body) {
        Shop shop = shop(shopId, Capability.CANCELLATIONS, who);
        OrderCommands.CancelRequest request = json.request(body, OrderCommands.CancelRequest.class);
        return commands.run(
                new Commands.Request(shopId, Operation.CANCEL, key, orderId, body, byHand(who)),
                transaction -> steps.cancel(transaction, shop, orderId, request));
    }

    @POST
    @Path("/admin/orders/{order}/lines/{line}/cancellation")
    public Response cancelLine(
            @PathParam("shop") String shopId,
            @PathParam("order") String orderId,
            @PathParam("line") String lineId,
            @HeaderParam(KEY) String key,
            @Context SecurityContext who,
            String body) {
        Shop shop = shop(shopId, Capability.LINE_CANCELLATIONS, who);
        OrderCommands.CancelLineRequest request = json.request(body, OrderCommands.CancelLineRequest.class);
        return commands.run(
                new Commands.Request(shopId, Operation.CANCEL_LINE, key, orderId + "\n" + lineId, body, byHand(who)),
                transaction -> steps.cancelLine(transaction, shop, orderId, lineId, request));
    }

    @POST
    @Path("/admin/orders/{order}/refunds")
    public Response refund(
            @PathParam("shop") String shopId,
            @PathParam("order") String orderId,
            @HeaderParam(KEY) String key,
            @Context SecurityContext who,
            String body) {
        Shop shop = shop(shopId, Capability.REFUNDS, who);
        OrderCommands.RefundRequest request = json.request(body, OrderCommands.RefundRequest.class);
        return commands.run(
                new Commands.Request(shopId, Operation.REFUND, key, orderId, body, byHand(who)),
                transaction -> steps.refund(transaction, shop, orderId, key, request));
    }

    private Shop shop(String id, Capability capability, SecurityContext who) {
        Shop shop = shops.get(id);
        if (!byHand(who)) {
            shop.require(capability);
        }
        return shop;
    }

    private static boolean byHand(SecurityContext who) {
        return who.isUserInRole(AdminOnly.OWNER);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("since must be an instant like 2026-01-31T12:00:00Z");
        }
    }
}
