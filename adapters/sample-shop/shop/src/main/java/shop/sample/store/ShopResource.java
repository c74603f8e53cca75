package shop.sample.store;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;

/** Says what a shop is; its owner sets it up. */
@Path("/shops/{shop}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces("application/json;qs=1")
public class ShopResource {

    private final Shops shops;
    private final Faults faults;
    private final Json json;

    @Inject
    public ShopResource(Shops shops, Faults faults, Json json) {
        this.shops = shops;
        this.faults = faults;
        this.json = json;
    }

    /** Where webhooks go; empty for nowhere. */
    public record Webhook(String url) {}

    /** What the shop shall lack. */
    public record Switches(List<String> switchedOff) {}

    /** What everybody may know of a shop. */
    @GET
    public String read(@PathParam("shop") String shop) {
        return faults.around(shop, Operation.IDENTIFY, () -> json.write(described(shops.get(shop))));
    }

    /** The same for its owner; refuses a wrong key. */
    @GET
    @Path("/admin")
    @AdminOnly
    public String readAsOwner(@PathParam("shop") String shop) {
        return faults.around(shop, Operation.IDENTIFY, () -> {
            Map<String, Object> answer = described(shops.get(shop));
            answer.put("webhookUrl", shops.get(shop).webhookUrl());
            return json.write(answer);
        });
    }

    /** Sets where webhooks go. */
    @PUT
    @Path("/admin/webhook")
    @AdminOnly
    public String notifyTo(@PathParam("shop") String shop, String body) {
        String url = json.request(body, Webhook.class).url();
        return json.write(
                new Webhook(shops.notifyTo(shop, url == null ? "" : url.trim()).webhookUrl()));
    }

    /** Switches capabilities off, and those not named on. */
    @PUT
    @Path("/admin/capabilities")
    @AdminOnly
    public String switchOff(@PathParam("shop") String shop, String body) {
        List<String> off = json.request(body, Switches.class).switchedOff();
        if (off == null) {
            throw Problem.invalid("switchedOff is missing");
        }
        return json.write(described(shops.switchOff(shop, off)));
    }

    static Map<String, Object> described(Shop shop) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", shop.id());
        answer.put("name", shop.name());
        answer.put("fingerprint", shop.fingerprint());
        answer.put("currency", shop.currency());
        answer.put("pricesIncludeTax", shop.pricesIncludeTax());
        answer.put("taxPercent", shop.taxPercent().toPlainString());
        answer.put("shippingAmount", shop.shippingAmount());
        answer.put("captureWithin", shop.captureWithin().toString());
        answer.put("sessionLifetime", shop.sessionLifetime().toString());
        Map<String, Boolean> capabilities = new LinkedHashMap<>();
        for (Capability capability : Capability.values()) {
            capabilities.put(capability.key(), !shop.switchedOff().contains(capability));
        }
        answer.put("capabilities", capabilities);
        return answer;
    }
}
