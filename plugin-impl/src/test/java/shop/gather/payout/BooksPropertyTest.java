package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.Account;
import shop.gather.ledger.Balances;
import shop.gather.ledger.Corrections;
import shop.gather.ledger.LedgerCheck;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.BooksModel.Order;
import shop.gather.payout.BooksModel.Stage;
import shop.gather.payout.BooksModel.Wish;
import shop.gather.platform.http.ProblemException;
import shop.gather.referral.AnOrder;
import shop.gather.referral.CreditedOrders;

/** Random histories on a real database: after each step the books say what the model says. {@code -Pproof} plays 10,000. */
class BooksPropertyTest {

    private static final int ORDERS = 4;

    private static StoreDatabase shared;
    private static int played;

    @BeforeContainer
    static void open() {
        shared = StoreDatabase.fresh();
    }

    /** As the end-to-end tests do it: what was executed is printed, and too little is a failure. */
    @AfterContainer
    static void count() {
        int wanted = Integer.getInteger("jqwik.tries.default", 150);
        System.out.println("COUNT random histories of the books: " + played + " of " + wanted);
        assertThat(played).isGreaterThanOrEqualTo(wanted);
    }

    enum Deed {
        BUY,
        REFUND,
        CANCEL,
        READ_AGAIN,
        RELEASE,
        ASK,
        APPROVE,
        REJECT,
        SEND,
        SETTLE,
        FAIL,
        ADJUST,
        WRITE_OFF
    }

    /** @param amount read by each deed in its own way */
    record Step(Deed deed, int which, int amount) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(3, Deed.BUY),
                                Tuple.of(2, Deed.REFUND),
                                Tuple.of(1, Deed.CANCEL),
                                Tuple.of(1, Deed.READ_AGAIN),
                                Tuple.of(2, Deed.RELEASE),
                                Tuple.of(4, Deed.ASK),
                                Tuple.of(4, Deed.APPROVE),
                                Tuple.of(1, Deed.REJECT),
                                Tuple.of(3, Deed.SEND),
                                Tuple.of(3, Deed.SETTLE),
                                Tuple.of(2, Deed.FAIL),
                                Tuple.of(1, Deed.ADJUST),
                                Tuple.of(1, Deed.WRITE_OFF)),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 20_000))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(35);
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void the_books_say_what_the_model_says_after_each_step(@ForAll("histories") List<Step> history) {
        Run run = new Run(shared.anotherStore());
        history.forEach(run::take);
        run.finish();
        played++;
    }

    /** One history in a store of its own. */
    private static final class Run {

        private final StoreDatabase database;
        private final BooksModel model = new BooksModel("8", "2.5");
        private final List<UUID> leaders = new ArrayList<>();
        private final CreditedOrders orders;
        private final PayoutRequests requests;
        private final PayoutBatches batches;
        private final Corrections corrections;
        private final Statements statements;
        private final LedgerCheck check;

        Run(StoreDatabase database) {
            this.database = database;
            this.orders = new CreditedOrders(database, 800, 250, Duration.ofDays(30));
            this.requests = database.bean(PayoutRequests.class);
            this.batches = database.bean(PayoutBatches.class);
            this.corrections = database.bean(Corrections.class);
            this.statements = database.bean(Statements.class);
            this.check = database.bean(LedgerCheck.class);
            leaders.add(database.leader());
            leaders.add(database.leader());
            for (int i = 0; i < ORDERS; i++) {
                UUID recruiter = i % 2 == 0 ? leaders.get(1) : null;
                model.orders.put("order-" + i, new Order(leaders.get(i % 2), recruiter));
                orders.credit("order-" + i, leaders.get(i % 2), recruiter);
            }
            // Something to ask for, from the start.
            adjust(leaders.get(0), 5_000);
        }

        void take(Step step) {
            String name = "order-" + step.which() % ORDERS;
            Order order = model.orders.get(name);
            UUID leader = leaders.get(step.which() % 2);
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
                case APPROVE, REJECT, FAIL -> decide(step);
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

        private void ask(UUID leader, int amount) {
            long available = model.available(leader);
            // Often exactly all of it, or one cent more.
            long wanted = amount % 3 == 0 && available > 0 ? available + amount % 2 : 1 + amount / 10;
            if (wanted > available) {
                refused(() -> requests.request(
                        database.store(), "member:test", leader, cents(wanted), PayoutRequest.Method.TRANSFER));
            } else {
                UUID id = requests.request(
                                database.store(), "member:test", leader, cents(wanted), PayoutRequest.Method.TRANSFER)
                        .id();
                model.wishes.put(id, new Wish(leader, wanted));
            }
        }

        private void decide(Step step) {
            if (model.wishes.isEmpty()) {
                return;
            }
            UUID id = oneOf(new ArrayList<>(model.wishes.keySet()), step.which());
            Wish wish = model.wishes.get(id);
            switch (step.deed()) {
                case APPROVE -> {
                    if (wish.stage == Stage.REJECTED) {
                        refused(() -> requests.approve(database.store(), "owner:test", id));
                    } else {
                        requests.approve(database.store(), "owner:test", id);
                        wish.stage = wish.stage == Stage.ASKED ? Stage.APPROVED : wish.stage;
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

        /** Mostly the newest, so that long stories come about. */
        private static UUID oneOf(List<UUID> ids, int which) {
            return which % 3 == 0 ? ids.get(which % ids.size()) : ids.get(ids.size() - 1);
        }

        private void send() {
            List<Wish> approved = model.wishes.values().stream()
                    .filter(wish -> wish.stage == Stage.APPROVED)
                    .toList();
            if (approved.isEmpty()) {
                refused(() -> batches.send(database.store(), "owner:test"));
                return;
            }
            UUID batch = batches.send(database.store(), "owner:test").batch().id();
            model.batches.add(batch);
            approved.forEach(wish -> {
                wish.stage = Stage.SENT;
                wish.batch = batch;
            });
        }

        private void settle(int which) {
            if (model.batches.isEmpty()) {
                return;
            }
            UUID batch = oneOf(model.batches, which);
            batches.settle(database.store(), "owner:test", batch);
            model.wishes.values().stream()
                    .filter(wish -> wish.stage == Stage.SENT && batch.equals(wish.batch))
                    .forEach(wish -> wish.stage = Stage.PAID);
        }

        private void adjust(UUID leader, long amount) {
            if (amount != 0) {
                corrections.adjust(database.store(), "owner:test", leader, cents(amount), "test");
                model.correct(leader, amount);
                model.adjusted -= amount;
            }
        }

        private void writeOff(UUID leader, long amount) {
            if (model.available(leader) + amount > 0) {
                refused(() -> corrections.writeOff(database.store(), "owner:test", leader, cents(amount), "test"));
            } else {
                corrections.writeOff(database.store(), "owner:test", leader, cents(amount), "test");
                model.correct(leader, amount);
                model.writtenOff -= amount;
            }
        }

        private void compare() {
            for (UUID leader : leaders) {
                List<Balances> stored = statements.balances(database.store(), leader);
                assertThat(stored).hasSizeLessThanOrEqualTo(1);
                Balances balances = stored.isEmpty() ? null : stored.get(0);
                assertThat(balances == null ? "0.00" : balances.pending().amount())
                        .isEqualTo(text(model.pending(leader)));
                assertThat(balances == null ? "0.00" : balances.available().amount())
                        .isEqualTo(text(model.available(leader)));
                assertThat(balances == null ? "0.00" : balances.requested().amount())
                        .isEqualTo(text(model.requested(leader)));
            }
        }

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
}
