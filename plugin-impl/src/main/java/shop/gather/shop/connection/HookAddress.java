package shop.gather.shop.connection;

import jakarta.ws.rs.core.UriInfo;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.PublicAddress;

/** The address to which a store's shop sends its notifications. */
public final class HookAddress {

    private HookAddress() {}

    public static String of(StoreId store, UriInfo request) {
        return PublicAddress.of("hooks/" + store.value(), request);
    }
}
