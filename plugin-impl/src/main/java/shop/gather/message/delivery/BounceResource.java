package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.inbox.MessageId;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;
import shop.gather.platform.validation.Text;

/** Bounces that the owner's mail system receives after a mail was sent. */
@Singleton
@Path("/api/v1/message-channels/email/bounces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "owner")
public class BounceResource {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Bounces bounces;
    private final Caller caller;

    @Inject
    BounceResource(Bounces bounces, Caller caller) {
        this.bounces = bounces;
        this.caller = caller;
    }

    /**
     * Exactly one of messageId and addressHash is set.
     *
     * @param messageId the Message-ID of the mail that came back
     * @param addressHash SHA-256 of the address in lower case, as 64 hexadecimal digits
     * @param reason what the other mail server said
     */
    @Schema(
            name = "BounceRequest",
            example = "{\"messageId\":\"<0198c0de-7a11-7bcd-8123-456789abcdef@shop.example>\","
                    + "\"reason\":\"550 5.1.1 No such user\"}")
    public record Body(
            @Text(max = 500) String messageId,
            @Text(max = 64) String addressHash,
            @NotNull @Text(max = 500) String reason) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Report that mail did not reach a member",
            description = "Nothing more is sent to the address until the member changes the consent to e-mail, or the "
                    + "shop reports another address. Can be repeated.")
    @APIResponse(responseCode = "204", description = "Nothing more is sent to the address")
    @APIResponse(
            responseCode = "400",
            description = "invalid-value: not exactly one of messageId and addressHash is set, or it is malformed")
    @APIResponse(responseCode = "404", description = "not-found: the store sent no e-mail with this Message-ID")
    public void report(Body body) {
        if ((body.messageId() == null) == (body.addressHash() == null)) {
            throw ProblemException.invalid("Send either messageId or addressHash.");
        }
        if (body.messageId() != null) {
            bounces.reported(caller.store(), message(body.messageId().strip()), body.reason());
            return;
        }
        String hash = body.addressHash().strip().toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches()) {
            throw ProblemException.invalid("addressHash must be 64 hexadecimal digits.");
        }
        bounces.reported(caller.store(), hash, body.reason());
    }

    private static MessageId message(String messageId) {
        String local = messageId.replaceFirst("^<", "").replaceFirst("@.*$", "");
        return Ids.parse(local).map(MessageId::new).orElseThrow(() -> ProblemException.notFound("e-mail"));
    }
}
