package shop.sample.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** Where a person finds the shops of this deployment. */
@Path("/")
@Produces("text/html;charset=UTF-8")
public class StartResource {

    private final Shops shops;

    @Inject
    public StartResource(Shops shops) {
        this.shops = shops;
    }

    /** All shops. */
    @GET
    public String start() {
        StringBuilder list = new StringBuilder("<ul>");
        for (Shop shop : shops.all()) {
            list.append("<li><a href=\"shops/" + shop.id() + "\">" + Html.text(shop.name()) + "</a></li>");
        }
        return Html.page("Sample shops", list + "</ul>" + Html.NOTE);
    }
}
