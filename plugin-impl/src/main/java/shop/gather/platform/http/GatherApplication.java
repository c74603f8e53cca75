package shop.gather.platform.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** All resources, found by scanning. Links are a servlet of their own beside it. */
@ApplicationPath("/")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Gather",
                        version = "1",
                        description =
                                "Community selling for the shop you already run. Amounts are {\"amount\":\"12.50\",\"currency\":\"EUR\"};"
                                        + " instants are UTC, durations ISO 8601; problems follow RFC 9457.",
                        license = @License(name = "Apache-2.0")))
@SecurityScheme(
        securitySchemeName = "provider",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The hosting provider's key")
@SecurityScheme(
        securitySchemeName = "owner",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A store's API key")
@SecurityScheme(
        securitySchemeName = "storefront",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A store's publishable key")
@SecurityScheme(
        securitySchemeName = "member",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "A member's short-lived token")
public class GatherApplication extends Application {

    /** The one description is OpenAPI; Jersey's own WADL would be a second one. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
