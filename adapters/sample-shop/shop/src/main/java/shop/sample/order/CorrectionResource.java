package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.store.Shops;

/** Manual changes of placed orders by the owner. Each returns the order. */
@Path("/shops/{shop}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CorrectionResource {

    private final Shops shops;
    private final Corrections corrections;
    private final Json json;

    @Inject
    public CorrectionResource(Shops shops, Corrections corrections, Json json) {
        this.shops = shops;
        this.corrections = corrections;
        this.json = json;
    }

    /** A pending payment, also one at delivery, was made or declined. */
    @PUT
    @Path("/admin/orders/{order}/payments/{payment}/outcome")
    public String settle(
            @PathParam("shop") String shop,
            @PathParam("order") String orderId,
            @PathParam("payment") String paymentId,
            String body) {
        String outcome = json.request(body, Corrections.Outcome.class).outcome();
        return json.write(corrections.settle(shops.get(shop), orderId, paymentId, outcome));
    }

    /** All of an order was sent; or, with {@code delivered}, the buyer has it. */
    @PUT
    @Path("/admin/orders/{order}/fulfilment")
    public String fulfil(@PathParam("shop") String shop, @PathParam("order") String orderId, String body) {
        boolean delivered = Boolean.TRUE.equals(
                json.request(body, Corrections.Fulfilment.class).delivered());
        return json.write(corrections.fulfil(shops.get(shop), orderId, delivered));
    }

    /** Restores a cancelled order. */
    @POST
    @Path("/admin/orders/{order}/restoration")
    public String restore(@PathParam("shop") String shop, @PathParam("order") String orderId) {
        return json.write(corrections.restore(shops.get(shop), orderId));
    }

    /** A line becomes another article, or a custom item, at the same price. */
    @PUT
    @Path("/admin/orders/{order}/lines/{line}/article")
    public String exchange(
            @PathParam("shop") String shop,
            @PathParam("order") String orderId,
            @PathParam("line") String lineId,
            String body) {
        Corrections.NewArticle article = json.request(body, Corrections.NewArticle.class);
        return json.write(corrections.exchange(shops.get(shop), orderId, lineId, article));
    }
}
