package shop.sample.catalog;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** The catalogue: public reads, and changes by the owner. */
@Path("/shops/{shop}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces("application/json;qs=1")
public class CatalogResource {

    private final Shops shops;
    private final Catalog catalog;
    private final Faults faults;
    private final Json json;

    @Inject
    public CatalogResource(Shops shops, Catalog catalog, Faults faults, Json json) {
        this.shops = shops;
        this.catalog = catalog;
        this.faults = faults;
        this.json = json;
    }

    /** @param productId the variant's own id if missing */
    public record VariantRequest(
            String productId, String title, String sku, Long price, Integer stock, Boolean available) {}

    @GET
    @Path("/variants")
    public String search(
            @PathParam("shop") String shopId,
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        Shop shop = shops.get(shopId);
        return faults.around(
                shopId,
                Operation.READ_CATALOG,
                () -> json.write(Map.of(
                        "variants",
                        catalog.search(shopId, text, Math.max(1, Math.min(limit, 100))).stream()
                                .map(variant -> variant.view(shop))
                                .toList())));
    }

    @GET
    @Path("/variants/{variant}")
    public String read(@PathParam("shop") String shopId, @PathParam("variant") String variantId) {
        Shop shop = shops.get(shopId);
        return faults.around(
                shopId,
                Operation.READ_CATALOG,
                () -> json.write(catalog.find(shopId, variantId)
                        .orElseThrow(() -> Problem.notFound("variant " + variantId))
                        .view(shop)));
    }

    /** The same for the owner, without planned faults. */
    @GET
    @Path("/admin/variants/{variant}")
    @AdminOnly
    public String readAsOwner(@PathParam("shop") String shopId, @PathParam("variant") String variantId) {
        return json.write(catalog.find(shopId, variantId)
                .orElseThrow(() -> Problem.notFound("variant " + variantId))
                .view(shops.get(shopId)));
    }

    @GET
    @Path("/products/{product}")
    public String product(@PathParam("shop") String shopId, @PathParam("product") String productId) {
        Shop shop = shops.get(shopId);
        return json.write(Map.of(
                "productId",
                productId,
                "variants",
                catalog.ofProduct(shopId, productId).stream()
                        .map(variant -> variant.view(shop))
                        .toList()));
    }

    /** Makes or changes a variant; the price is as listed. */
    @PUT
    @Path("/admin/variants/{variant}")
    @AdminOnly
    public String put(@PathParam("shop") String shopId, @PathParam("variant") String variantId, String body) {
        Shop shop = shops.get(shopId);
        VariantRequest request = json.request(body, VariantRequest.class);
        if (!variantId.matches("[A-Za-z0-9._-]{1,60}")
                || (request.productId() != null && !request.productId().matches("[A-Za-z0-9._-]{1,60}"))) {
            throw Problem.invalid("ids are 1 to 60 letters, digits, dots and dashes");
        }
        if (request.title() == null
                || request.title().isBlank()
                || request.title().length() > 300) {
            throw Problem.invalid("title must have 1 to 300 characters");
        }
        if (request.price() == null || request.price() < 0 || request.price() > 1_000_000_000_000L) {
            throw Problem.invalid("price must be an amount in minor units");
        }
        if (request.stock() == null || request.stock() < 0) {
            throw Problem.invalid("stock must be 0 or more");
        }
        Variant variant = new Variant(
                variantId,
                request.productId() == null ? variantId : request.productId(),
                request.title(),
                request.sku() == null ? variantId : request.sku(),
                request.price(),
                request.stock(),
                !Boolean.FALSE.equals(request.available()));
        catalog.put(shopId, variant);
        return json.write(variant.view(shop));
    }
}
