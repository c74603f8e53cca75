package shop.gather.message.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.message.MessageKind;
import shop.gather.message.setting.MessageSettings.Choice;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;

/** A member's settings are kept until the member changes them or is erased. */
class MessageSettingsTest {

    private static final Choice DEFAULT = new Choice(Set.of(), Set.of());
    private static final Choice CHOICE =
            new Choice(Set.of(MessageKind.TEAM_FAILED, MessageKind.PLACE_PAID), Set.of(MessageKind.PLACE_PAID));

    @ParameterizedTest
    @EnumSource
    void onlyMessagesAboutMoneyAreAlwaysShown(MessageKind kind) {
        if (kind.aboutMoney()) {
            assertThatThrownBy(() -> new Choice(Set.of(), Set.of(kind)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(kind.code());
        } else {
            assertThat(new Choice(Set.of(), Set.of(kind)).shown())
                    .doesNotContain(kind)
                    .hasSize(MessageKind.values().length - 1);
        }
        assertThat(new Choice(Set.of(kind), Set.of()).shown())
                .as("e-mail is no matter of the inbox")
                .containsExactly(MessageKind.values());
    }

    @OnBothDatabases
    void aChoiceReplacesTheLastOneOfItsMemberAlone(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreId store = database.store();
        MemberId mia = aMember(database);
        MemberId noah = aMember(database);
        MessageSettings settings = database.bean(MessageSettings.class);
        assertThat(settings.of(store, mia)).isEqualTo(DEFAULT);

        settings.change(store, mia, CHOICE, Preferences.Preference.NONE);
        settings.change(store, mia, CHOICE, Preferences.Preference.NONE);
        assertThat(settings.of(store, mia)).isEqualTo(CHOICE);
        assertThat(settings.of(store, noah)).isEqualTo(DEFAULT);
        assertThat(settings.of(shared.anotherStore().store(), mia)).isEqualTo(DEFAULT);

        settings.change(store, mia, DEFAULT, Preferences.Preference.NONE);
        assertThat(settings.of(store, mia)).isEqualTo(DEFAULT);
    }

    @OnBothDatabases
    void nothingIsKeptOfAnErasedMember(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreId store = database.store();
        MemberId mia = aMember(database);
        MemberId noah = aMember(database);
        MessageSettings settings = database.bean(MessageSettings.class);
        settings.change(store, mia, CHOICE, Preferences.Preference.NONE);
        settings.change(store, noah, CHOICE, Preferences.Preference.NONE);

        database.transactions().inStore(store, () -> {
            database.sql().update(store, "update member set erased_at = now() where store_id = :store and id = ?", mia);
            settings.on(new MemberErased(store, mia));
        });

        assertThat(settings.of(store, mia)).isEqualTo(DEFAULT);
        assertThat(settings.of(store, noah)).isEqualTo(CHOICE);
        assertThatThrownBy(() -> settings.change(store, mia, CHOICE, Preferences.Preference.NONE))
                .isInstanceOf(ProblemException.class);
    }

    private static MemberId aMember(StoreDatabase database) {
        MemberId member = new MemberId(Ids.next());
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                                + " values (:store, ?, 'Mia', now(), now())",
                        member));
        return member;
    }
}
