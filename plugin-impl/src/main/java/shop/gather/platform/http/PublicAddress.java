package shop.gather.platform.http;

import jakarta.ws.rs.core.UriInfo;
import shop.gather.platform.config.GatherConfig;

/**
 * Public addresses of this deployment: below {@code gather.public-url}, else below the address of the request.
 */
public final class PublicAddress {

    private PublicAddress() {}

    /** @param path without a slash at its beginning */
    public static String of(String path, UriInfo request) {
        String base =
                GatherConfig.text("gather.public-url", request.getBaseUri().toString());
        return (base.endsWith("/") ? base : base + "/") + path;
    }
}
