package shop.gather.message.channel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All channels of Gather by their kind. A new channel is one more argument. Immutable. */
@Singleton
public class Channels {

    private final Map<ChannelKind, NotificationChannel> channels = new EnumMap<>(ChannelKind.class);

    @Inject
    Channels(EmailChannel email, WebhookChannel webhook) {
        List.of(email, webhook).forEach(channel -> channels.put(channel.kind(), channel));
    }

    public NotificationChannel of(ChannelKind kind) {
        return channels.get(kind);
    }
}
