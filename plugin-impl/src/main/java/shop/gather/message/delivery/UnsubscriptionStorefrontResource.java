package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.Language;
import shop.gather.message.setting.MessageSettings;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Public;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Visitors;

/**
 * Ends e-mails of one kind by the link in each of them, without a login (RFC 8058). Only POST does: links are also opened
 * by programs that look for viruses.
 */
@Singleton
@Path("/storefront/v1/unsubscriptions/{token}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Tag(ref = "Messages")
public class UnsubscriptionStorefrontResource {

    private final UnsubscribeLinks links;
    private final MessageSettings settings;
    private final RateLimits limits;

    @Inject
    UnsubscriptionStorefrontResource(UnsubscribeLinks links, MessageSettings settings, RateLimits limits) {
        this.links = links;
        this.settings = settings;
        this.limits = limits;
    }

    @GET
    @Public
    @Operation(summary = "Show what a link in an e-mail ends", description = "A page with a button. Changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The page, in English or Chinese as Accept-Language asks",
            content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "not-found: the link is not valid")
    public Response show(@PathParam("token") String token, @HeaderParam("Accept-Language") String acceptLanguage) {
        UnsubscribeLinks.Link link = read(token);
        Language language = Language.accepted(acceptLanguage);
        boolean chinese = language == Language.ZH;
        return page(
                language,
                chinese ? "退订邮件" : "Unsubscribe",
                chinese
                        ? "点击按钮后，您将不再收到“" + link.kind().code() + "”类的邮件。"
                        : "Press the button to get no more e-mails of the kind “"
                                + link.kind().code() + "”.",
                "<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\">"
                        + "<button>" + (chinese ? "退订" : "Unsubscribe") + "</button></form>");
    }

    @POST
    @Public
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "End e-mails of one kind by the link in an e-mail",
            description = "Mail programs send it for their users (RFC 8058). Withdraws the member's consent. Can be "
                    + "repeated. The inbox does not change.")
    @APIResponse(
            responseCode = "200",
            description = "The consent is withdrawn; a page says so",
            content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "not-found: the link is not valid")
    @APIResponse(responseCode = "429", description = "too-many-requests: wait a little")
    public Response unsubscribe(
            @PathParam("token") String token,
            @HeaderParam("Accept-Language") String acceptLanguage,
            @Context HttpServletRequest request) {
        UnsubscribeLinks.Link link = read(token);
        limits.checkVisitor(link.store(), String.valueOf(request.getAttribute(Visitors.ADDRESS)));
        settings.withdraw(link.store(), link.member(), link.kind());
        Language language = Language.accepted(acceptLanguage);
        boolean chinese = language == Language.ZH;
        return page(
                language,
                chinese ? "已退订" : "Unsubscribed",
                chinese
                        ? "您将不再收到“" + link.kind().code() + "”类的邮件。"
                        : "You get no more e-mails of the kind “" + link.kind().code() + "”.",
                "");
    }

    private UnsubscribeLinks.Link read(String token) {
        return links.read(token).orElseThrow(() -> ProblemException.notFound("link"));
    }

    /** All of its text is Gather's own. */
    private static Response page(Language language, String title, String text, String form) {
        String html = "<!doctype html><html lang=\"" + language.tag() + "\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + title + "</title><h1>" + title
                + "</h1><p>" + text + "</p>" + form + "</html>";
        return Response.ok(html)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
