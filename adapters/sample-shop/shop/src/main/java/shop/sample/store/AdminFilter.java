package shop.sample.store;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;

/** Lets in who knows the shop's admin key or its owner's key. */
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
        boolean owner = key != null && Secrets.matches(key, shop.ownerKeyHash());
        if (!owner && (key == null || !Secrets.matches(key, shop.adminKeyHash()))) {
            throw Problem.unauthorized("the admin key of this shop is needed");
        }
        request.setSecurityContext(new Admin(owner, request.getSecurityContext().isSecure()));
    }

    private record Admin(boolean owner, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return () -> owner ? AdminOnly.OWNER : "admin";
        }

        @Override
        public boolean isUserInRole(String role) {
            return owner && AdminOnly.OWNER.equals(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
