package shop.gather.message.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.MessageId;
import shop.gather.message.setting.Preferences;
import shop.gather.platform.MemberId;

/**
 * A delivery whose time has come, with all that is known of its message and its member. Immutable.
 *
 * @param attempts so far
 * @param consents whether the member consents to e-mail of this kind
 */
record DueDelivery(
        MessageId message,
        int attempts,
        Instant giveUpAt,
        MemberId member,
        MessageKind kind,
        UUID about,
        Map<Placeholder, String> values,
        Instant createdAt,
        Preferences.Preference preference,
        boolean consents) {}
