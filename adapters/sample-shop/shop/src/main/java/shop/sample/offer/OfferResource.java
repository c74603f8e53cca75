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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import shop.sample.command.Commands;
import shop.sample.fault.Operation;
import shop.sample.offer.Offers.NewAdmission;
import shop.sample.offer.Offers.NewOffer;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
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
                new Commands.Request(shopId, Operation.ADMIT, key, offerId, json.write(admission), false),
                transaction -> offers.admit(transaction, shop, offerId, admission));
    }

    /**
     * Up to 100 admissions, each as if it came by itself.
     *
     * @param key the Idempotency-Key of this one
     * @param offer the id of the offer
     */
    public record KeyedAdmission(
            String key, String offer, String customerId, String reference, Integer maxQuantity, Instant until) {}

    public record Admissions(List<KeyedAdmission> admissions) {}

    /**
     * What came of one of several admissions.
     *
     * @param answer of a good status; else null
     * @param code of a refusal, with its detail; else null
     */
    public record Result(int status, boolean replayed, Commands.Outcome answer, String code, String detail) {}

    @POST
    @Path("/admin/admissions")
    public String admitAll(@PathParam("shop") String shopId, String body) {
        Shop shop = shop(shopId);
        List<KeyedAdmission> admissions = json.request(body, Admissions.class).admissions();
        if (admissions == null || admissions.isEmpty() || admissions.size() > 100) {
            throw Problem.invalid("admissions must be 1 to 100");
        }
        return json.write(Map.of(
                "results", admissions.stream().map(one -> admit(shop, one)).toList()));
    }

    private Result admit(Shop shop, KeyedAdmission one) {
        NewAdmission admission = new NewAdmission(one.customerId(), one.reference(), one.maxQuantity(), one.until());
        try {
            Response response = commands.run(
                    new Commands.Request(
                            shop.id(), Operation.ADMIT, one.key(), one.offer(), json.write(admission), false),
                    transaction -> offers.admit(transaction, shop, one.offer(), admission));
            return new Result(
                    response.getStatus(),
                    Boolean.parseBoolean(response.getHeaderString(Commands.REPLAYED)),
                    json.read((String) response.getEntity(), Commands.Outcome.class),
                    null,
                    null);
        } catch (Problem refused) {
            return new Result(refused.status(), false, null, refused.code(), refused.getMessage());
        }
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
