package shop.gather.message.setting;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.member.Members;
import shop.gather.message.MessageKind;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.EmailHash;

/** What members want to be told, and how. Thread-safe. */
@Singleton
public class MessageSettings {

    private final Transactions transactions;
    private final MessageSettingRows rows;
    private final MemberLock lock;
    private final Preferences preferences;
    private final Members members;
    private final StoreSql sql;

    @Inject
    MessageSettings(
            Transactions transactions,
            MessageSettingRows rows,
            MemberLock lock,
            Preferences preferences,
            Members members,
            StoreSql sql) {
        this.transactions = transactions;
        this.rows = rows;
        this.lock = lock;
        this.preferences = preferences;
        this.members = members;
        this.sql = sql;
    }

    /**
     * A member's choice. Immutable.
     *
     * @param email the kinds to which the member consents by e-mail; none by default
     * @param hidden the kinds that the inbox does not show; none by default, and never one about money
     */
    public record Choice(Set<MessageKind> email, Set<MessageKind> hidden) {

        /** @throws ProblemException INVALID_VALUE if a kind about the member's money is hidden */
        public Choice {
            email = copy(email);
            hidden = copy(hidden);
            hidden.stream().filter(MessageKind::aboutMoney).findFirst().ifPresent(kind -> {
                throw ProblemException.invalid(
                        "hidden: " + kind.code() + " is about your own money and is always shown in the inbox.");
            });
        }

        /** The kinds that the inbox shows. */
        public Set<MessageKind> shown() {
            return Collections.unmodifiableSet(EnumSet.complementOf(mutable(hidden)));
        }

        private static Set<MessageKind> copy(Set<MessageKind> kinds) {
            return Collections.unmodifiableSet(mutable(kinds));
        }

        private static EnumSet<MessageKind> mutable(Set<MessageKind> kinds) {
            return kinds.isEmpty() ? EnumSet.noneOf(MessageKind.class) : EnumSet.copyOf(kinds);
        }
    }

    public Choice of(StoreId store, MemberId member) {
        List<MessageSetting> chosen = transactions.inStore(store, () -> rows.of(member.value()));
        Set<MessageKind> email = EnumSet.noneOf(MessageKind.class);
        Set<MessageKind> hidden = EnumSet.noneOf(MessageKind.class);
        for (MessageSetting setting : chosen) {
            if (setting.email()) {
                email.add(setting.kind());
            }
            // A kind may have been declared to be about money since.
            if (setting.hidden() && !setting.kind().aboutMoney()) {
                hidden.add(setting.kind());
            }
        }
        return new Choice(email, hidden);
    }

    /**
     * Replaces a member's choice and preference. If the member now consents to other e-mail than before, an address that
     * mail did not reach is tried again.
     *
     * @throws ProblemException NOT_FOUND if the member is unknown or erased
     */
    void change(StoreId store, MemberId member, Choice choice, Preferences.Preference preference) {
        transactions.inStore(store, () -> {
            lock.take(store, member)
                    .filter(locked -> !locked.erased())
                    .orElseThrow(() -> ProblemException.notFound("member"));
            if (!of(store, member).email().equals(choice.email())) {
                forgetBounce(store, member);
            }
            preferences.change(member, preference);
            rows.delete(member.value());
            for (MessageKind kind : MessageKind.values()) {
                boolean email = choice.email().contains(kind);
                boolean hidden = choice.hidden().contains(kind);
                if (email || hidden) {
                    rows.insert(new MessageSetting(member, kind, email, hidden));
                }
            }
        });
    }

    private void forgetBounce(StoreId store, MemberId member) {
        String email = members.emailsOf(store, List.of(member)).get(member);
        if (email != null) {
            sql.update(
                    store,
                    "delete from message_bounce where store_id = :store and address_hash = ?",
                    EmailHash.of(email));
        }
    }

    /**
     * Withdraws the consent to e-mail of one kind; does nothing if there is none. The member may have been merged into
     * another since the link was sent.
     *
     * @return whether there was a consent
     */
    public boolean withdraw(StoreId store, MemberId member, MessageKind kind) {
        return transactions.inStore(
                store,
                () -> sql.update(
                                store,
                                "update message_setting set email = false where store_id = :store and kind = ? and email = true"
                                        + " and member_id = coalesce((select f.into_id from message_forwarding f"
                                        + " where f.store_id = :store and f.member_id = ?), ?)",
                                kind,
                                member,
                                member)
                        == 1);
    }

    void on(@Observes MemberErased erasure) {
        transactions.inStore(erasure.store(), () -> rows.delete(erasure.member().value()));
    }
}
