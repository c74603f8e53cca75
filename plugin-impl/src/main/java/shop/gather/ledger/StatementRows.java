package shop.gather.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.Balances.Standing;
import shop.gather.ledger.Statement.Movement;

/**
 * The queries for statements. The compiler checks them and generates the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface StatementRows {

    /** One row per posting, with its changes. */
    String CHANGES = "select p.id, p.postedAt, p.kind, p.subject, p.memo,"
            + " sum(case when e.account = PENDING then e.amount else 0L end),"
            + " sum(case when e.account = AVAILABLE then e.amount else 0L end),"
            + " sum(case when e.account = REQUESTED then e.amount else 0L end)"
            + " from (select distinct own.postingId as posting from LedgerEntry own"
            + " where own.payee = :payee and own.currency = :currency";

    String OF_THESE = " limit :most) shown join LedgerPosting p on p.id = shown.posting"
            + " join LedgerEntry e on e.postingId = p.id and e.payee = :payee and e.currency = :currency"
            + " group by p.id, p.postedAt, p.kind, p.subject, p.memo";

    /** The balance of an account, in minor units. */
    record Held(String currency, Account account, Long amount) {}

    /** A posting as it concerns one payee, with the changes in minor units. */
    record Change(
            UUID id,
            Instant at,
            String kind,
            String subject,
            String memo,
            Long pending,
            Long available,
            Long requested) {

        Movement in(CurrencyUnit currency) {
            Standing change = new Standing(
                    Money.ofMinor(currency, pending),
                    Money.ofMinor(currency, available),
                    Money.ofMinor(currency, requested));
            return new Movement(new PostingId(id), at, kind, subject, memo, change);
        }
    }

    StatelessSession session();

    @HQL("select currency, account, amount from LedgerBalance where payee = :payee order by currency")
    List<Held> balances(UUID payee);

    @HQL("select distinct currency from LedgerBalance where payee = :payee order by currency")
    List<String> currencies(UUID payee);

    @HQL(CHANGES + " and own.postingId < :before order by own.postingId desc" + OF_THESE + " order by p.id desc")
    List<Change> newest(UUID payee, String currency, UUID before, int most);

    @HQL(CHANGES + " and own.postingId > :after order by own.postingId" + OF_THESE + " order by p.id")
    List<Change> following(UUID payee, String currency, UUID after, int most);

    /**
     * A payee's balances in a currency after a posting: the stored balances minus everything posted since. One
     * statement, so that nothing can be posted in between.
     */
    @HQL("select b.currency, b.account, b.amount - coalesce((select sum(e.amount) from LedgerEntry e"
            + " where e.payee = b.payee and e.currency = b.currency and e.account = b.account"
            + " and e.postingId > :posting), 0L)"
            + " from LedgerBalance b where b.payee = :payee and b.currency = :currency")
    List<Held> after(UUID payee, String currency, UUID posting);
}
