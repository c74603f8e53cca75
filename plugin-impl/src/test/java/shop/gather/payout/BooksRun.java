package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.Account;
import shop.gather.ledger.Balances;
import shop.gather.ledger.Corrections;
import shop.gather.ledger.LedgerCheck;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.BooksHistory.Step;
import shop.gather.payout.BooksModel.Order;
import shop.gather.payout.BooksModel.Stage;
import shop.gather.payout.BooksModel.Wish;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.referral.commission.AnOrder;
import shop.gather.referral.commission.CreditedOrders;

/** One history, lived in a store of its own and in the model beside it. */
final class BooksRun {

    private static final int ORDERS = 4;
    private static final long SMALLEST = 100;
    private static final int MOST_UNDECIDED = 20;

    private final StoreDatabase database;
    private final BooksModel model = new BooksModel("8", "2.5");
    private final List<PayeeId> leaders = new ArrayList<>();
    private final CreditedOrders orders;
    private final PayoutRequests requests;
    private final PayoutBatches batches;
    private final Corrections corrections;
    private final Statements statements;
    private final LedgerCheck check;
    private final PayoutsOfSuspended suspensions;

    BooksRun(StoreDatabase database) {
        this.database = database;
        this.orders = new CreditedOrders(database, 800, 250, Duration.ofDays(30));
        this.requests = database.bean(PayoutRequests.class);
        this.batches = database.bean(PayoutBatches.class);
        this.corrections = database.bean(Corrections.class);
        this.statements = database.bean(Statements.class);
        this.check = database.bean(LedgerCheck.class);
        this.suspensions = database.bean(PayoutsOfSuspended.class);
        leaders.add(database.payee());
        leaders.add(database.payee());
        for (int i = 0; i < ORDERS; i++) {
            PayeeId recruiter = i % 2 == 0 ? leaders.get(1) : null;
            model.orders.put("order-" + i, new Order(leaders.get(i % 2), recruiter));
            orders.credit("order-" + i, leaders.get(i % 2).asLeader(), recruiter == null ? null : recruiter.asLeader());
        }
        // Something to ask for, from the start.
        adjust(leaders.get(0), 5_000);
    }

    /** One more thing is done, or refused where the model says so; then all balances are compared. */
    void take(Step step) {
        String name = "order-" + step.which() % ORDERS;
        Order order = model.orders.get(name);
        PayeeId leader = leaders.get(step.which() % 2);
        switch (step.deed()) {
            case BUY -> {
                order.goods = step.amount();
                order.shipping = step.amount() % 700;
                order.captured =
                        step.which() % 3 == 0 ? (order.goods + order.shipping) / 2 : order.goods + order.shipping;
                read(name, order);
            }
            case REFUND -> {
                order.refunded = Math.min(order.captured, order.refunded + step.amount() / 4);
                read(name, order);
            }
            case CANCEL -> {
                order.cancelled = !order.cancelled;
                read(name, order);
            }
            case READ_AGAIN -> read(name, order);
            case RELEASE -> {
                orders.release(name);
                model.release(order);
            }
            case ASK -> ask(leader, step.amount());
            case APPROVE, WITHDRAW, REJECT, FAIL -> decide(step);
            case SUSPEND -> suspend(leader);
            case SEND -> send();
            case SETTLE -> settle(step.which());
            case ADJUST -> adjust(leader, step.amount() - 10_000);
            case WRITE_OFF -> writeOff(leader, 1 + step.amount());
        }
        compare();
    }

    private void read(String name, Order order) {
        AnOrder read = AnOrder.of()
                .called(name)
                .line(order.goods, 0)
                .shipping(order.shipping)
                .captured(order.captured)
                .refunded(order.refunded);
        orders.read((order.cancelled ? read.cancelled() : read).snapshot());
        model.read(order);
    }

    private void ask(PayeeId leader, int amount) {
        long available = model.available(leader);
        // Often exactly all of it, or one cent more.
        long wanted = amount % 3 == 0 && available > 0 ? available + amount % 2 : 1 + amount / 10;
        if (wanted > available || wanted < SMALLEST || model.undecided(leader) >= MOST_UNDECIDED) {
            refused(() -> requests.request(
                    database.store(), "member:test", leader, cents(wanted), PayoutRequest.Method.TRANSFER));
        } else {
            PayoutRequestId id = requests.request(
                            database.store(), "member:test", leader, cents(wanted), PayoutRequest.Method.TRANSFER)
                    .id();
            model.wishes.put(id, new Wish(leader, wanted));
        }
    }

    private void decide(Step step) {
        if (model.wishes.isEmpty()) {
            return;
        }
        PayoutRequestId id = oneOf(new ArrayList<>(model.wishes.keySet()), step.which());
        Wish wish = model.wishes.get(id);
        switch (step.deed()) {
            case APPROVE -> {
                boolean despite = step.amount() % 2 == 0;
                boolean asked = wish.stage == Stage.ASKED;
                boolean covered = model.available(wish.leader) >= 0;
                boolean payable = despite || !model.suspended.contains(wish.leader);
                if (wish.stage == Stage.REJECTED || asked && !(covered && payable)) {
                    refused(() -> requests.approve(database.store(), "owner:test", id, despite));
                } else {
                    requests.approve(database.store(), "owner:test", id, despite);
                    wish.stage = asked ? Stage.APPROVED : wish.stage;
                    requireNoOverpayment(asked, wish.leader);
                }
            }
            case WITHDRAW -> {
                if (wish.stage == Stage.APPROVED || wish.stage == Stage.ASKED) {
                    requests.withdrawApproval(database.store(), "owner:test", id);
                    wish.stage = Stage.ASKED;
                } else {
                    refused(() -> requests.withdrawApproval(database.store(), "owner:test", id));
                }
            }
            case REJECT -> {
                if (wish.stage == Stage.ASKED || wish.stage == Stage.REJECTED) {
                    requests.reject(database.store(), "owner:test", id, "no");
                    wish.stage = Stage.REJECTED;
                } else {
                    refused(() -> requests.reject(database.store(), "owner:test", id, "no"));
                }
            }
            default -> {
                if (wish.stage == Stage.SENT || wish.stage == Stage.PAID || wish.stage == Stage.FAILED) {
                    requests.fail(database.store(), "owner:test", id, "returned");
                    wish.stage = Stage.FAILED;
                } else {
                    refused(() -> requests.fail(database.store(), "owner:test", id, "returned"));
                }
            }
        }
    }

    /** At the moment of an approval or a batch, what is to leave never exceeds what was earned and kept. */
    private void requireNoOverpayment(boolean decidedNow, PayeeId leader) {
        if (decidedNow) {
            assertThat(model.decidedToPay(leader)).isLessThanOrEqualTo(model.kept(leader));
        }
    }

    /** Suspends the leader, or takes her back; what was approved and not sent waits for the owner again. */
    private void suspend(PayeeId leader) {
        boolean suspends = model.suspended.add(leader);
        if (!suspends) {
            model.suspended.remove(leader);
        }
        database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "update leader set state = ? where store_id = :store and id = ?",
                            suspends ? "SUSPENDED" : "ACTIVE",
                            leader);
            suspensions.on(new LeaderStateChanged(database.store(), leader.asLeader(), !suspends));
        });
        if (suspends) {
            model.wishes.values().stream()
                    .filter(wish -> wish.leader.equals(leader) && wish.stage == Stage.APPROVED)
                    .forEach(wish -> wish.stage = Stage.ASKED);
        }
    }

    /** Mostly the newest, so that long stories come about. */
    private static <T> T oneOf(List<T> ids, int which) {
        return which % 3 == 0 ? ids.get(which % ids.size()) : ids.get(ids.size() - 1);
    }

    private void send() {
        List<Wish> approved = model.wishes.values().stream()
                .filter(wish -> wish.stage == Stage.APPROVED && model.available(wish.leader) >= 0)
                .toList();
        if (approved.isEmpty()) {
            refused(() -> batches.send(database.store(), "owner:test"));
            return;
        }
        PayoutBatchId batch =
                batches.send(database.store(), "owner:test").batch().id();
        model.batches.add(batch);
        approved.forEach(wish -> {
            wish.stage = Stage.SENT;
            wish.batch = batch;
            requireNoOverpayment(true, wish.leader);
        });
    }

    private void settle(int which) {
        if (model.batches.isEmpty()) {
            return;
        }
        PayoutBatchId batch = oneOf(model.batches, which);
        batches.settle(database.store(), "owner:test", batch);
        model.wishes.values().stream()
                .filter(wish -> wish.stage == Stage.SENT && batch.equals(wish.batch))
                .forEach(wish -> wish.stage = Stage.PAID);
    }

    private void adjust(PayeeId leader, long amount) {
        if (amount != 0) {
            corrections.adjust(database.store(), "owner:test", leader, cents(amount), "test");
            model.correct(leader, amount);
            model.adjusted -= amount;
        }
    }

    private void writeOff(PayeeId leader, long amount) {
        if (model.available(leader) + amount > 0) {
            refused(() -> corrections.writeOff(database.store(), "owner:test", leader, cents(amount), "test"));
        } else {
            corrections.writeOff(database.store(), "owner:test", leader, cents(amount), "test");
            model.correct(leader, amount);
            model.writtenOff -= amount;
        }
    }

    private void compare() {
        for (PayeeId leader : leaders) {
            List<Balances> stored = statements.balances(database.store(), leader);
            assertThat(stored).hasSizeLessThanOrEqualTo(1);
            Balances balances = stored.isEmpty() ? null : stored.get(0);
            assertThat(balances == null ? "0.00" : balances.pending().amount()).isEqualTo(text(model.pending(leader)));
            assertThat(balances == null ? "0.00" : balances.available().amount())
                    .isEqualTo(text(model.available(leader)));
            assertThat(balances == null ? "0.00" : balances.requested().amount())
                    .isEqualTo(text(model.requested(leader)));
        }
    }

    /** Fails unless the books balance and each account has in total what the model says. */
    void finish() {
        assertThat(check.verify(database.store()).agrees()).isTrue();
        Map<Account, String> totals = new HashMap<>();
        check.trialBalances(database.store()).forEach(currency -> {
            assertThat(currency.total().amount()).isEqualTo("0.00");
            currency.accounts()
                    .forEach(account ->
                            totals.put(account.account(), account.total().amount()));
        });
        assertThat(totals.getOrDefault(Account.COMMISSION_EXPENSE, "0.00")).isEqualTo(text(model.expense()));
        assertThat(totals.getOrDefault(Account.PAYOUTS_IN_TRANSIT, "0.00")).isEqualTo(text(model.in(Stage.SENT)));
        assertThat(totals.getOrDefault(Account.PAID_OUT, "0.00")).isEqualTo(text(model.in(Stage.PAID)));
        assertThat(totals.getOrDefault(Account.WRITTEN_OFF, "0.00")).isEqualTo(text(model.writtenOff));
        assertThat(totals.getOrDefault(Account.ADJUSTMENTS, "0.00")).isEqualTo(text(model.adjusted));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(ProblemException.class);
    }

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    private static String text(long cents) {
        return cents(cents).getAmount().toPlainString();
    }
}
