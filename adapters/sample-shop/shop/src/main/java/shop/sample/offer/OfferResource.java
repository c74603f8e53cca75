package shop.sample.offer;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import shop.sample.command.Commands;
import shop.sample.fault.Operation;
import shop.sample.offer.Offers.NewAdmission;
import shop.sample.offer.Offers.NewOffer;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.store.Capability;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** Price offers and who is admitted to them. */
@Path("/shops/{shop}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OfferResource {

    private final Shops shops;
    private final Offers offers;
    private final Commands commands;
    private final Json json;

    @Inject
    public OfferResource(Shops shops, Offers offers, Commands commands, Json json) {
        this.shops = shops;
        this.offers = offers;
        this.commands = commands;
        this.json = json;
    }

    @POST
    @Path("/admin/offers")
    public Response make(@PathParam("shop") String shopId, @HeaderParam("Idempotency-Key") String key, String body) {
        Shop shop = shop(shopId);
        NewOffer offer = json.request(body, NewOffer.class);
        return commands.run(
                new Commands.Request(shopId, Operation.OFFER, key, "", body, false),
                transaction -> offers.make(transaction, shop, offer));
    }

    @DELETE
    @Path("/admin/offers/{offer}")
    public Response close(
            @PathParam("shop") String shopId,
            @PathParam("offer") String offerId,
            @HeaderParam("Idempotency-Key") String key) {
        Shop shop = shop(shopId);
        return commands.run(
                new Commands.Request(shopId, Operation.CLOSE_OFFER, key, offerId, "", false),
                transaction -> offers.close(transaction, shop, offerId));
    }

    @POST
    @Path("/admin/offers/{offer}/admissions")
    public Response admit(
            @PathParam("shop") String shopId,
            @PathParam("offer") String offerId,
            @HeaderParam("Idempotency-Key") String key,
            String body) {
        Shop shop = shop(shopId);
        NewAdmission admission = json.request(body, NewAdmission.class);
        return commands.run(
                new Commands.Request(shopId, Operation.ADMIT, key, offerId, body, false),
                transaction -> offers.admit(transaction, shop, offerId, admission));
    }

    @DELETE
    @Path("/admin/offers/{offer}/admissions/{customer}")
    public Response revoke(
            @PathParam("shop") String shopId,
            @PathParam("offer") String offerId,
            @PathParam("customer") String customerId,
            @QueryParam("reference") @DefaultValue("") String reference,
            @HeaderParam("Idempotency-Key") String key) {
        Shop shop = shop(shopId);
        return commands.run(
                new Commands.Request(
                        shopId, Operation.REVOKE, key, offerId + "\n" + customerId + "\n" + reference, "", false),
                transaction -> offers.revoke(transaction, shop, offerId, customerId, reference));
    }

    private Shop shop(String id) {
        Shop shop = shops.get(id);
        shop.require(Capability.PRICE_OFFERS);
        return shop;
    }
}
