package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.EmailChannel;
import shop.gather.message.channel.MessageChannel;
import shop.gather.message.channel.MessageChannels;
import shop.gather.message.template.MessageTemplateResource;
import shop.gather.message.template.Template;
import shop.gather.message.template.Templates;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Caller;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.Role;
import shop.gather.platform.security.Scope;

/**
 * Sends a template with example values to the owner. The address is the one that the store's e-mail channel answers to,
 * which nobody can choose here: with a free text to a free address, a key for templates could send mail to everybody.
 */
@Singleton
@Path("/api/v1/message-templates/{kind}/{language}/test")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(ref = "Messages")
@SecurityRequirement(name = "owner")
public class TemplateTestResource {

    private final Templates templates;
    private final MessageChannels channels;
    private final EmailChannel email;
    private final RateLimits limits;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Caller caller;

    @Inject
    TemplateTestResource(
            Templates templates,
            MessageChannels channels,
            EmailChannel email,
            RateLimits limits,
            Transactions transactions,
            AuditLog audit,
            Caller caller) {
        this.templates = templates;
        this.channels = channels;
        this.email = email;
        this.limits = limits;
        this.transactions = transactions;
        this.audit = audit;
        this.caller = caller;
    }

    /** @param answer what the server said, or why there was no answer */
    @Schema(name = "MessageTemplateTest")
    public record TestView(
            @Schema(description = "The reply-to address of the channel, or its sender")
            String to,

            boolean sent,
            String answer) {}

    @POST
    @Allow(value = Role.OWNER, scope = Scope.COMMUNITY)
    @Operation(
            summary = "Send a template to yourself",
            description =
                    "By the store's mail server, with example values, to the reply-to address of the e-mail channel,"
                            + " or else to its sender. At most 5 test mails a minute. Nothing is stored. Audited.")
    @APIResponse(responseCode = "200", description = "Whether the server took it")
    @APIResponse(
            responseCode = "400",
            description = "invalid-value: a field is missing or too long, or a placeholder is not one of the kind")
    @APIResponse(
            responseCode = "404",
            description = "not-found: there is no such kind or language, or the store sends no e-mail")
    @APIResponse(responseCode = "429", description = "too-many-requests: wait a little")
    public TestView test(
            @PathParam("kind") String kind, @PathParam("language") String language, MessageTemplateResource.Body body) {
        MessageKind known = MessageKind.of(kind);
        Language tongue = Language.named(language).orElseThrow(() -> ProblemException.notFound("language"));
        Template shown = templates.preview(caller.store(), known, tongue, body.template());
        MessageChannel channel = channels.find(caller.store(), ChannelKind.EMAIL)
                .orElseThrow(() -> ProblemException.notFound("e-mail channel"));
        limits.checkTestMail(caller.store());
        transactions.inStore(
                caller.store(),
                () -> audit.record(
                        caller.store(),
                        caller.name(),
                        "message-template.tested",
                        known.code() + "/" + tongue.tag(),
                        ""));
        EmailChannel.TestResult result = email.testToOwner(channel, shown.subject(), shown.text());
        return new TestView(EmailChannel.ownerOf(channel), result.sent(), result.answer());
    }
}
