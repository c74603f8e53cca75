package shop.gather.link.poster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.http.Check;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;

/** The storefront API for the poster of a campaign. */
@Singleton
@Path("/storefront/v1/campaigns/{id}/poster")
@Tag(name = "Storefront: group buying")
public class CampaignPosterStorefrontResource {

    private final Posters posters;
    private final Caller caller;

    @Inject
    CampaignPosterStorefrontResource(Posters posters, Caller caller) {
        this.posters = posters;
        this.caller = caller;
    }

    @GET
    @Path("/svg")
    @Produces("image/svg+xml")
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Get the poster of a campaign as SVG",
            description = "Title, price, saving, deadline and QR code, in English or Chinese as Accept-Language asks.")
    @APIResponse(
            responseCode = "200",
            description = "The image",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "304", description = "The poster has the ETag that was sent as If-None-Match")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or no active link with this code")
    public Response svg(
            @PathParam("id") String id,
            @Parameter(description = Posters.LINK) @QueryParam("link") String link,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return poster(id, new Posters.Wish(Posters.Format.SVG, link, acceptLanguage, ifNoneMatch, request));
    }

    @GET
    @Path("/png")
    @Produces("image/png")
    @Allow(Role.STOREFRONT)
    @Operation(
            summary = "Get the poster of a campaign as PNG",
            description = "The same as the SVG, 1080 by 1440 pixels, drawn with the fonts of the server.")
    @APIResponse(
            responseCode = "200",
            description = "The image",
            content = @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The poster has the ETag that was sent as If-None-Match")
    @APIResponse(responseCode = "404", description = "There is no such campaign, or no active link with this code")
    @APIResponse(responseCode = "406", description = "not-acceptable: the server has no font for the text")
    @APIResponse(responseCode = "503", description = "no-capacity: too many posters are drawn now")
    public Response png(
            @PathParam("id") String id,
            @Parameter(description = Posters.LINK) @QueryParam("link") String link,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return poster(id, new Posters.Wish(Posters.Format.PNG, link, acceptLanguage, ifNoneMatch, request));
    }

    private Response poster(String id, Posters.Wish wish) {
        return posters.ofCampaign(caller.store(), Check.id(id, "campaign", CampaignId::new), wish);
    }
}
