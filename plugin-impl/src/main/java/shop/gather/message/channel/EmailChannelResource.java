package shop.gather.message.channel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.PublicAddress;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.Text;

/** The SMTP server through which a store's members get e-mail. */
@Singleton
@Path("/api/v1/message-channels/email")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "owner")
public class EmailChannelResource {

    private static final ChannelKind EMAIL = ChannelKind.EMAIL;

    private final MessageChannels channels;
    private final EmailChannel email;
    private final SecretBox secrets;
    private final RateLimits limits;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Caller caller;

    @Inject
    EmailChannelResource(
            MessageChannels channels,
            EmailChannel email,
            SecretBox secrets,
            RateLimits limits,
            Transactions transactions,
            AuditLog audit,
            Caller caller) {
        this.channels = channels;
        this.email = email;
        this.secrets = secrets;
        this.limits = limits;
        this.transactions = transactions;
        this.audit = audit;
        this.caller = caller;
    }

    /**
     * @param host a name or an IPv4 address, not in a private network
     * @param security STARTTLS, TLS or NONE
     * @param user left out if the server asks for none
     * @param password left out to keep the last one; only while host, port, security and user stay the same
     * @param from the sender's address
     * @param senderName the sender's name
     * @param replyTo the address for answers, if another one
     */
    @Schema(
            name = "EmailChannelRequest",
            example = "{\"host\":\"smtp.example\",\"port\":587,\"security\":\"STARTTLS\",\"user\":\"shop\","
                    + "\"password\":\"secret\",\"from\":\"shop@shop.example\",\"senderName\":\"Tea shop\"}")
    public record Body(
            @NotNull @Text(max = 253) String host,
            @NotNull @Min(1) @Max(65_535) Integer port,

            @NotNull @OneOf(EmailSettings.Security.class) String security,

            @Text(max = 200) String user,
            @Text(max = 200) String password,
            @NotNull @Text(max = 254) String from,
            @Text(max = 100) String senderName,
            @Text(max = 254) String replyTo) {

        EmailSettings settings(String base) {
            return new EmailSettings(
                    host.strip().toLowerCase(Locale.ROOT),
                    port,
                    EmailSettings.Security.valueOf(security),
                    user,
                    from.strip(),
                    senderName == null ? null : senderName.strip().replaceAll("\\s+", " "),
                    replyTo == null ? null : replyTo.strip(),
                    base);
        }
    }

    /**
     * The channel, without its password.
     *
     * @param configured false if the store sends no e-mail; then the settings are null
     * @param hasPassword whether a password is stored
     */
    @Schema(name = "EmailChannel")
    public record View(
            boolean configured,
            String host,
            Integer port,
            String security,
            String user,
            boolean hasPassword,
            String from,
            String senderName,
            String replyTo,
            Counts counts) {

        static View of(Optional<MessageChannel> stored) {
            if (stored.isEmpty()) {
                return new View(false, null, null, null, null, false, null, null, null, null);
            }
            MessageChannel channel = stored.get();
            EmailSettings settings = channel.settings(EmailSettings.class);
            return new View(
                    true,
                    settings.host(),
                    settings.port(),
                    settings.security().name(),
                    settings.user(),
                    channel.hasSecret(),
                    settings.from(),
                    settings.senderName(),
                    settings.replyTo(),
                    channel.counts());
        }
    }

    /** @param to the address that gets the test mail */
    @Schema(name = "EmailTestRequest", example = "{\"to\":\"me@shop.example\"}")
    public record Test(@NotNull @Text(max = 254) String to) {}

    /** @param answer what the server said, or why there was no answer */
    @Schema(name = "EmailTestResult")
    public record TestView(boolean sent, String answer) {}

    @GET
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Read through which server members get e-mail",
            description = "Without the password; with counts of what was sent. Its ETag is needed to change it.")
    @APIResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = View.class)))
    public Response get() {
        return answer(channels.find(caller.store(), EMAIL));
    }

    @PUT
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Set through which server members get e-mail",
            description = "Members get the messages of the kinds to which they consent from now on. The password is "
                    + "encrypted and never returned. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "The channel as changed",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-value: a field is missing or invalid, the connection would not be encrypted, or the "
                    + "password is missing although the server or the user changes")
    @APIResponse(responseCode = "412", description = "version-mismatch: the channel has changed since it was read")
    @APIResponse(
            responseCode = "422",
            description = "shop-refused: the host is unknown or must not be called from this server")
    @APIResponse(responseCode = "428", description = "precondition-required: If-Match is missing")
    public Response change(@HeaderParam("If-Match") String ifMatch, @Context UriInfo request, Body body) {
        EmailSettings wanted = body.settings(PublicAddress.of("", request));
        email.requireAllowed(wanted);
        String password = password(body, wanted);
        return answer(Optional.of(channels.set(caller.store(), caller.name(), EMAIL, ifMatch, wanted, password)));
    }

    private String password(Body body, EmailSettings wanted) {
        if (wanted.user() == null) {
            if (body.password() != null) {
                throw ProblemException.invalid("password needs a user.");
            }
            return null;
        }
        if (body.password() != null) {
            return body.password();
        }
        return channels.find(caller.store(), EMAIL)
                .filter(stored -> stored.settings(EmailSettings.class).sameServer(wanted))
                .map(stored -> stored.secret(secrets))
                .orElseThrow(() -> ProblemException.invalid(
                        "password is missing. It is needed whenever the host, port, security or user changes."));
    }

    @DELETE
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Stop sending e-mail to members",
            description = "What waits is not sent. Does nothing if the store sends none. Audited.")
    @APIResponse(responseCode = "204", description = "The store sends no e-mail")
    public void remove() {
        channels.remove(caller.store(), caller.name(), EMAIL);
    }

    @POST
    @Path("test")
    @Allow(value = Role.OWNER, scope = Scope.STORE, also = Scope.COMMUNITY)
    @Operation(
            summary = "Send a test mail",
            description = "To any address, at most 5 a minute. Says what the server answered. Audited.")
    @APIResponse(
            responseCode = "200",
            description = "Whether the server took it",
            content = @Content(schema = @Schema(implementation = TestView.class)))
    @APIResponse(responseCode = "400", description = "invalid-value: the address is missing or invalid")
    @APIResponse(responseCode = "404", description = "not-found: the store sends no e-mail")
    @APIResponse(responseCode = "429", description = "too-many-requests: wait a little")
    public TestView test(Test body) {
        var to = EmailSettings.requireAddress("to", body.to().strip());
        MessageChannel channel =
                channels.find(caller.store(), EMAIL).orElseThrow(() -> ProblemException.notFound("e-mail channel"));
        limits.checkTestMail(caller.store());
        transactions.inStore(
                caller.store(),
                () -> audit.record(caller.store(), caller.name(), "message-channel.tested", EMAIL.code(), ""));
        EmailChannel.TestResult result = email.test(channel, to);
        return new TestView(result.sent(), result.answer());
    }

    private Response answer(Optional<MessageChannel> stored) {
        return Response.ok(View.of(stored))
                .tag(EntityTags.of(stored.map(MessageChannel::version).orElse(0L)))
                .build();
    }
}
