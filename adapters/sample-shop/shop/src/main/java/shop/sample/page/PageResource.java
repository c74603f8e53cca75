package shop.sample.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import shop.sample.catalog.Catalog;
import shop.sample.catalog.Variant;
import shop.sample.platform.Problem;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** What a person sees in a browser. */
@Path("/shops/{shop}")
@Produces("text/html;charset=UTF-8;qs=0.9")
public class PageResource {

    private final Shops shops;
    private final Catalog catalog;

    @Inject
    public PageResource(Shops shops, Catalog catalog) {
        this.shops = shops;
        this.catalog = catalog;
    }

    /** The front page of one shop. */
    @GET
    public String home(@PathParam("shop") String shopId, @QueryParam("gather_click") String click) {
        Shop shop = shops.get(shopId);
        String query = click == null ? "" : "?gather_click=" + Html.query(click);
        StringBuilder list = new StringBuilder("<ul class=\"products\">");
        for (Variant variant : catalog.search(shopId, "", 100)) {
            list.append("<li><a href=\"" + shopId + "/products/" + variant.productId() + query + "\">"
                    + Html.text(variant.title()) + "</a> <b>" + price(shop, variant) + "</b></li>");
        }
        return Html.page(shop.name(), list + "</ul>" + click(click) + Html.NOTE);
    }

    /** One product. */
    @GET
    @Path("/products/{product}")
    public String product(
            @PathParam("shop") String shopId,
            @PathParam("product") String productId,
            @QueryParam("gather_click") String click) {
        Shop shop = shops.get(shopId);
        List<Variant> variants = catalog.ofProduct(shopId, productId);
        if (variants.isEmpty()) {
            throw Problem.notFound("product " + productId);
        }
        StringBuilder body = new StringBuilder();
        for (Variant variant : variants) {
            body.append("<section><h2>" + Html.text(variant.title()) + "</h2><p class=\"price\">" + price(shop, variant)
                    + "</p><p>"
                    + (variant.available() && variant.stock() > 0 ? variant.stock() + " in stock" : "Sold out")
                    + "</p></section>");
        }
        body.append(click(click))
                .append("<p><a href=\"../../" + shopId + "\">" + Html.text(shop.name()) + "</a></p>")
                .append(Html.NOTE);
        return Html.page(variants.get(0).title(), body.toString());
    }

    private static String click(String click) {
        return click == null
                ? ""
                : "<p class=\"click\">You came by a shared link. Its token goes along with your order: <code id=\"gather-click\">"
                        + Html.text(click) + "</code></p>";
    }

    private static String price(Shop shop, Variant variant) {
        Currency currency = Currency.getInstance(shop.currency());
        return BigDecimal.valueOf(shop.taxed(variant.price()).gross(), currency.getDefaultFractionDigits())
                        .toPlainString()
                + " " + shop.currency();
    }
}
