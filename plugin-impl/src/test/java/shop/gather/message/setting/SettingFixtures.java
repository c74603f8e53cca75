package shop.gather.message.setting;

import java.util.Set;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.MessageKind;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** What members choose in the storefront. */
public final class SettingFixtures {

    private SettingFixtures() {}

    /** Consents to e-mail of these kinds and no others. */
    public static void consent(StoreDatabase node, StoreId store, MemberId member, Set<MessageKind> kinds) {
        node.bean(MessageSettings.class)
                .change(store, member, new MessageSettings.Choice(kinds, Set.of()), Preferences.Preference.NONE);
    }
}
