package shop.gather.message.channel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.event.SigningSecret;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;
import shop.gather.shop.http.GuardedHttpClient;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.ShopException;

/** The address to which a store's messages are posted. */
@Singleton
@Path("/api/v1/message-channels/webhook")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "owner")
public class WebhookChannelResource {

    private static final ChannelKind WEBHOOK = ChannelKind.WEBHOOK;

    private final MessageChannels channels;
    private final GuardedHttpClient outbound;
    private final Caller caller;

    @Inject
    WebhookChannelResource(MessageChannels channels, GuardedHttpClient outbound, Caller caller) {
        this.channels = channels;
        this.outbound = outbound;
        this.caller = caller;
    }

    /** @param url absolute, http or https, not in a private network */
    @Schema(name = "WebhookChannelRequest", example = "{\"url\":\"https://chat.example/gather\"}")
    public record Body(@NotNull @Text(max = 1_000) String url) {}

    /**
     * The channel.
     *
     * @param configured false if messages are posted nowhere; then the url is null
     * @param secret verifies the signatures; only in the answer that sets the url, else null
     */
    @Schema(name = "WebhookChannel")
    public record View(boolean configured, String url, String secret, Counts counts) {

        static View of(Optional<MessageChannel> stored, String secret) {
            return stored.map(channel -> new View(
                            true, channel.settings(WebhookSettings.class).url(), secret, channel.counts()))
                    .orElseGet(() -> new View(false, null, null, null));
        }
    }

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Read where messages are posted",
            description = "Without the secret; with counts of what was sent. Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = View.class)))
    public Response get() {
        return answer(channels.find(caller.store(), WEBHOOK), null);
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Have messages posted to an address",
            description = "Each message to a member from now on, at least once and with the same webhook-id, signed "
                    + "according to the Standard Webhooks specification. Each change makes a new secret, which is shown "
                    + "once. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "The channel as changed, with its secret",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the address is missing or too long")
    @APIResponse(responseCode = "412", description = "version-mismatch: the channel has changed since it was read")
    @APIResponse(
            responseCode = "422",
            description = "shop-refused: the address is invalid or must not be called from this server")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(@HeaderParam("If-Match") String ifMatch, Body body) {
        String url = body.url().strip();
        try {
            outbound.requireAllowed(WebAddress.parse(url));
        } catch (ShopException refused) {
            throw new ProblemException(ProblemCode.SHOP_REFUSED, "url: " + refused.getMessage());
        }
        String secret = SigningSecret.create();
        MessageChannel channel =
                channels.set(caller.store(), caller.name(), WEBHOOK, ifMatch, new WebhookSettings(url), secret);
        return answer(Optional.of(channel), secret);
    }

    @DELETE
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Stop posting messages",
            description = "What waits is not sent. Does nothing if they are posted nowhere. Audited.")
    @APIResponse(responseCode = "204", description = "Messages are posted nowhere")
    public void remove() {
        channels.remove(caller.store(), caller.name(), WEBHOOK);
    }

    private static Response answer(Optional<MessageChannel> stored, String secret) {
        return Response.ok(View.of(stored, secret))
                .tag(EntityTags.of(stored.map(MessageChannel::version).orElse(0L)))
                .build();
    }
}
