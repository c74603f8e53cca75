package shop.gather.groupbuy.roster;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.member.MembersMerged;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;

/** How members want to be shown in the lists of their teams. Thread-safe. */
@Singleton
class TeamDisplays {

    private final Transactions transactions;
    private final ChosenDisplayRows rows;
    private final MemberLock lock;

    @Inject
    TeamDisplays(Transactions transactions, ChosenDisplayRows rows, MemberLock lock) {
        this.transactions = transactions;
        this.rows = rows;
        this.lock = lock;
    }

    TeamDisplay of(StoreId store, MemberId member) {
        return transactions
                .inStore(store, () -> rows.of(member.value()))
                .map(ChosenDisplay::display)
                .orElse(TeamDisplay.PSEUDONYM);
    }

    /**
     * Replaces a member's choice, for all teams.
     *
     * @throws ProblemException NOT_FOUND if the member is unknown or erased
     */
    void change(StoreId store, MemberId member, TeamDisplay wanted) {
        transactions.inStore(store, () -> {
            lock.take(store, member)
                    .filter(locked -> !locked.erased())
                    .orElseThrow(() -> ProblemException.notFound("member"));
            rows.delete(member.value());
            if (wanted != TeamDisplay.PSEUDONYM) {
                rows.insert(new ChosenDisplay(member, wanted));
            }
        });
    }

    void on(@Observes MemberErased erasure) {
        transactions.inStore(erasure.store(), () -> rows.delete(erasure.member().value()));
    }

    /**
     * The choice of the remaining member counts for the places that move. Nobody can change the choice of the other
     * member any more, so its places that stay are shown under pseudonyms.
     */
    void on(@Observes MembersMerged merge) {
        if (merge.told()) {
            transactions.inStore(merge.store(), () -> rows.delete(merge.from().value()));
        }
    }
}
