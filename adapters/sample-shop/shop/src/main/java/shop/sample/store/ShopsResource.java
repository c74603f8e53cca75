package shop.sample.store;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import shop.sample.platform.Json;

/** Opens shops. */
@Path("/shops")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ShopsResource {

    private final Shops shops;
    private final Json json;

    @Inject
    public ShopsResource(Shops shops, Json json) {
        this.shops = shops;
        this.json = json;
    }

    /** Opens a shop for whoever asks. The secrets are told only here. */
    @POST
    public Response open(String body) {
        Shops.Opened opened = shops.open(json.request(body, NewShop.class));
        Map<String, Object> answer = ShopResource.described(opened.shop());
        answer.put("ownerKey", opened.ownerKey());
        answer.put("adminKey", opened.adminKey());
        answer.put("webhookSecret", opened.shop().webhookSecret());
        return Response.status(201).entity(json.write(answer)).build();
    }
}
