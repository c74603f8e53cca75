package shop.gather.message.channel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.event.SignedSender;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.http.StrictJson;

/**
 * Posts each message as JSON to one address of the owner, such as a chat tool's, signed and named like an event (ADR 42).
 * Thread-safe.
 */
@Singleton
final class WebhookChannel implements NotificationChannel {

    /** The number of consecutive failures after which the address accepts nothing. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final SignedSender sender;
    private final SecretBox secrets;
    private final Clock clock;

    @Inject
    WebhookChannel(SignedSender sender, SecretBox secrets, Clock clock) {
        this.sender = sender;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.WEBHOOK;
    }

    @Override
    public boolean mails() {
        return false;
    }

    @Override
    public Connection open(MessageChannel channel) {
        String url = channel.settings(WebhookSettings.class).url();
        return new Connection() {
            private int failures;

            @Override
            public Outcome send(OutgoingMessage message) {
                Optional<String> failure = sender.send(
                        url, () -> channel.secret(secrets), message.id().toString(), body(message));
                failures = failure.isPresent() ? failures + 1 : 0;
                // The first ones may be at fault themselves: they must not hold up the others.
                Outcome.State state = failures >= FAILURES_IN_A_ROW ? Outcome.State.CHANNEL_DOWN : Outcome.State.RETRY;
                return failure.map(reason -> new Outcome(state, reason)).orElse(Outcome.SENT);
            }

            @Override
            public void close() {
                // Each message is a request of its own.
            }
        };
    }

    private String body(OutgoingMessage message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", message.id().toString());
        data.put("member", message.member().toString());
        data.put("kind", message.kind().code());
        data.put("about", message.about().toString());
        data.put("language", message.language().tag());
        data.put("subject", message.subject());
        data.put("text", message.text());
        data.put("createdAt", message.createdAt().toString());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "message");
        body.put("timestamp", clock.instant().toString());
        body.put("store", message.store().toString());
        body.put("data", data);
        return StrictJson.codec().toJson(body);
    }
}
