package shop.gather.adapter.sampleshop;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;

/** The part of the sample shop's API that the adapter uses, below the address of one shop. Every answer is returned, also 4xx and 5xx. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface ShopApi extends Closeable {

    String KEY = "Idempotency-Key";
    String REPLAYED = "Idempotency-Replayed";

    @GET
    @Path("/admin")
    Response self(@HeaderParam(HttpHeaders.AUTHORIZATION) String admin);

    @GET
    @Path("/variants")
    Response variants(@QueryParam("text") String text, @QueryParam("limit") int limit);

    @GET
    @Path("/variants/{variant}")
    Response variant(@PathParam("variant") String variantId);

    @GET
    @Path("/customers/me")
    Response me(@HeaderParam(HttpHeaders.AUTHORIZATION) String customer);

    @GET
    @Path("/admin/customers/{customer}")
    Response customer(@HeaderParam(HttpHeaders.AUTHORIZATION) String admin, @PathParam("customer") String customerId);

    @GET
    @Path("/admin/customers/{customer}/orders")
    Response ordersOf(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @PathParam("customer") String customerId,
            @QueryParam("since") String since);

    @GET
    @Path("/admin/orders/{order}")
    Response order(@HeaderParam(HttpHeaders.AUTHORIZATION) String admin, @PathParam("order") String orderId);

    @GET
    @Path("/admin/changes")
    Response changes(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @QueryParam("after") String after,
            @QueryParam("limit") int limit);

    @GET
    @Path("/admin/commands")
    Response command(@HeaderParam(HttpHeaders.AUTHORIZATION) String admin, @QueryParam("key") String key);

    @POST
    @Path("/admin/orders/{order}/captures")
    Response capture(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("order") String orderId,
            String body);

    @POST
    @Path("/admin/orders/{order}/cancellation")
    Response cancel(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("order") String orderId,
            String body);

    @POST
    @Path("/admin/orders/{order}/lines/{line}/cancellation")
    Response cancelLine(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("order") String orderId,
            @PathParam("line") String lineId,
            String body);

    @POST
    @Path("/admin/orders/{order}/refunds")
    Response refund(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("order") String orderId,
            String body);

    @POST
    @Path("/admin/offers")
    Response offer(@HeaderParam(HttpHeaders.AUTHORIZATION) String admin, @HeaderParam(KEY) String key, String body);

    @DELETE
    @Path("/admin/offers/{offer}")
    Response close(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("offer") String offer);

    @POST
    @Path("/admin/offers/{offer}/admissions")
    Response admit(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("offer") String offer,
            String body);

    @DELETE
    @Path("/admin/offers/{offer}/admissions/{customer}")
    Response revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String admin,
            @HeaderParam(KEY) String key,
            @PathParam("offer") String offer,
            @PathParam("customer") String customerId,
            @QueryParam("reference") String reference);
}
