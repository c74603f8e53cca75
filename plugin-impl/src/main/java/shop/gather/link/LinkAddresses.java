package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.PublicAddress;

/** The addresses of a store's active group links. Thread-safe. */
@Singleton
public class LinkAddresses {

    private final LinkRoutes routes;

    @Inject
    LinkAddresses(LinkRoutes routes) {
        this.routes = routes;
    }

    /** The short address of a code; empty if it is no code of an active link of this store. */
    public Optional<String> of(StoreId store, String code, UriInfo request) {
        String exact = LinkCode.in(code);
        return routes.find(code)
                .filter(route -> route.store().equals(store) && route.isLive())
                .map(route -> PublicAddress.of("l/" + exact, request));
    }
}
