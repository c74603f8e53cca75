package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.audit.MemberNotes;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Manual corrections of a payee's balance by the owner. Each is a separate posting and is audited. Thread-safe. */
@Singleton
public class Corrections {

    private final Transactions transactions;
    private final Ledger ledger;
    private final Payees payees;
    private final MemberNotes notes;
    private final AuditLog audit;
    private final Events events;

    @Inject
    Corrections(
            Transactions transactions, Ledger ledger, Payees payees, MemberNotes notes, AuditLog audit, Events events) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.payees = payees;
        this.notes = notes;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Writes off a debt.
     *
     * @param amount positive, at most the amount by which the available balance is below zero
     * @throws ProblemException CONFLICT if the payee owes less
     * @return the correction's id
     */
    public PostingId writeOff(StoreId store, String actor, PayeeId payee, Money amount, String reason) {
        return transactions.inStore(store, () -> {
            Money available = ledger.lockedBalance(store, payee, Account.AVAILABLE, amount.getCurrencyUnit());
            if (available.plus(amount).isPositive()) {
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "The available balance is " + available
                                + ". Only a debt can be written off, and at most its full amount.");
            }
            return post(store, actor, "write-off", payee, amount, Account.WRITTEN_OFF, reason);
        });
    }

    /**
     * Increases or decreases the available balance, which may become negative.
     *
     * @param amount signed, not zero
     * @return the correction's id
     */
    public PostingId adjust(StoreId store, String actor, PayeeId payee, Money amount, String reason) {
        return transactions.inStore(
                store, () -> post(store, actor, "adjustment", payee, amount, Account.ADJUSTMENTS, reason));
    }

    private PostingId post(
            StoreId store, String actor, String kind, PayeeId payee, Money amount, Account otherSide, String reason) {
        PostingId id = new PostingId(Ids.next());
        MemberId member = payees.memberOf(store, payee);
        PostingResult result = ledger.post(
                store,
                new Posting(
                        kind + ":" + id,
                        kind,
                        kind + ":" + id,
                        kind,
                        List.of(Entry.of(Account.AVAILABLE, payee, amount), Entry.of(otherSide, amount.negated()))));
        if (!(result instanceof PostingResult.Posted posted)) {
            throw new IllegalStateException("a correction with a new id was not posted: " + result);
        }
        // Postings and audit entries are permanent; the owner's text about the leader must be erasable.
        notes.write(store, posted.id().value(), member, reason);
        audit.recordAbout(store, actor, "ledger." + kind, "leader:" + payee, amount.toString(), member, reason);
        events.emit(
                store,
                otherSide == Account.WRITTEN_OFF
                        ? new CorrectionEvent.WrittenOff(id, payee, amount)
                        : new CorrectionEvent.Adjusted(id, payee, amount));
        return id;
    }
}
