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
import shop.gather.message.MessageKind;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;

/** What members want to be told, and how. Thread-safe. */
@Singleton
public class MessageSettings {

    private final Transactions transactions;
    private final MessageSettingRows rows;
    private final MemberLock lock;

    @Inject
    MessageSettings(Transactions transactions, MessageSettingRows rows, MemberLock lock) {
        this.transactions = transactions;
        this.rows = rows;
        this.lock = lock;
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
     * Replaces a member's choice.
     *
     * @throws ProblemException NOT_FOUND if the member is unknown or erased
     */
    void change(StoreId store, MemberId member, Choice choice) {
        transactions.inStore(store, () -> {
            lock.take(store, member)
                    .filter(locked -> !locked.erased())
                    .orElseThrow(() -> ProblemException.notFound("member"));
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

    void on(@Observes MemberErased erasure) {
        transactions.inStore(erasure.store(), () -> rows.delete(erasure.member().value()));
    }
}
