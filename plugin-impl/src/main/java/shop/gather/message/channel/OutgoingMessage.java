package shop.gather.message.channel;

import java.time.Instant;
import java.util.UUID;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.inbox.MessageId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/**
 * A message as it is sent. Immutable.
 *
 * @param about the team or the place
 * @param subject one line of plain text
 * @param text plain text
 * @param address the member's e-mail address; null for a channel that needs none
 * @param unsubscribe the address that ends messages of this kind; null for a channel without consent
 */
public record OutgoingMessage(
        MessageId id,
        StoreId store,
        MemberId member,
        MessageKind kind,
        UUID about,
        Language language,
        String subject,
        String text,
        Instant createdAt,
        String address,
        String unsubscribe) {}
