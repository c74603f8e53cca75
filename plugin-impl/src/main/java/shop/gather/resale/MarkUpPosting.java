package shop.gather.resale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.event.Events;
import shop.gather.ledger.Ledger;
import shop.gather.ledger.PostingResult;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.referral.commission.EarningSummaries;

/**
 * Posts what orders owe to leaders for their mark-ups, and releases it when the freeze period has ended. Thread-safe.
 */
@Singleton
class MarkUpPosting implements Sweeper {

    private final Transactions transactions;
    private final MarkUpRows rows;
    private final ResaleRows resales;
    private final Ledger ledger;
    private final EarningSummaries summaries;
    private final Events events;
    private final DatabaseClock clock;
    private final DueRows due;
    private final Work work;

    @Inject
    MarkUpPosting(
            Transactions transactions,
            MarkUpRows rows,
            ResaleRows resales,
            Ledger ledger,
            EarningSummaries summaries,
            Events events,
            DatabaseClock clock,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.rows = rows;
        this.resales = resales;
        this.ledger = ledger;
        this.summaries = summaries;
        this.events = events;
        this.clock = clock;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("mark_up", "id", "due_at").forEach(row -> {
            MarkUpId id = new MarkUpId(row.id());
            work.soon(row.store(), "mark-up:" + id, () -> post(row.store(), id));
        });
    }

    /** Posts what is due of a mark-up. Idempotent. */
    void post(StoreId store, MarkUpId id) {
        transactions.inStore(store, () -> rows.lock(store, id).ifPresent(markUp -> {
            MarkUp.Step step = markUp.advance(clock.now());
            for (PostingResult result : ledger.post(store, step.postings())) {
                // If a key is already posted, row and ledger disagree: then nothing may be written.
                if (!(result instanceof PostingResult.Posted)) {
                    throw new IllegalStateException("a mark-up's row and its postings disagree: " + result);
                }
            }
            rows.posted(store, step.after());
            if (markUp.isReleasedBy(step)) {
                summaries.add(store, markUp.payee(), step.after().posted());
            }
            events.emit(store, step.events());
            if (!step.after().posted().equals(markUp.posted())) {
                resales.earn(store, markUp.campaign(), step.after().posted().minus(markUp.posted()));
            }
        }));
    }
}
