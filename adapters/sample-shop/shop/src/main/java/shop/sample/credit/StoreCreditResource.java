package shop.sample.credit;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import shop.sample.command.Commands;
import shop.sample.credit.StoreCredits.NewCredit;
import shop.sample.fault.Operation;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.store.Capability;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** Store credit as the owner gives and reads it. */
@Path("/shops/{shop}/admin/customers/{customer}/credits")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StoreCreditResource {

    private final Shops shops;
    private final StoreCredits credits;
    private final Commands commands;
    private final Json json;

    @Inject
    public StoreCreditResource(Shops shops, StoreCredits credits, Commands commands, Json json) {
        this.shops = shops;
        this.credits = credits;
        this.commands = commands;
        this.json = json;
    }

    @GET
    public String read(@PathParam("shop") String shop, @PathParam("customer") String customerId) {
        return json.write(credits.of(shops.get(shop), customerId));
    }

    @POST
    public Response give(
            @PathParam("shop") String shopId,
            @PathParam("customer") String customerId,
            @HeaderParam("Idempotency-Key") String key,
            @Context SecurityContext who,
            String body) {
        Shop shop = shops.get(shopId);
        boolean byHand = who.isUserInRole(AdminOnly.OWNER);
        if (!byHand) {
            shop.require(Capability.STORE_CREDITS);
        }
        NewCredit credit = json.request(body, NewCredit.class);
        return commands.run(
                new Commands.Request(shopId, Operation.CREDIT, key, customerId, body, byHand),
                transaction -> credits.give(transaction, shop, customerId, key, credit));
    }
}
