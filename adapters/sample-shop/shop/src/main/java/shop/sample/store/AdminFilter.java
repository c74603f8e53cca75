package shop.sample.store;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;

/** Lets in who knows the shop's admin key. */
@Provider
@AdminOnly
public class AdminFilter implements ContainerRequestFilter {

    private final Shops shops;

    @Inject
    public AdminFilter(Shops shops) {
        this.shops = shops;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Shop shop = shops.get(request.getUriInfo().getPathParameters().getFirst("shop"));
        String key = Secrets.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (key == null || !Secrets.matches(key, shop.adminKeyHash())) {
            throw Problem.unauthorized("the admin key of this shop is needed");
        }
    }
}
