package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.groupbuy.settlement.TeamOrders;
import shop.gather.ledger.Ledger;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Posting;
import shop.gather.ledger.PostingResult;
import shop.gather.order.facts.OrderFacts;
import shop.gather.order.intake.OrderProjection;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.referral.CommissionId;
import shop.gather.referral.commission.Commission.Step;
import shop.gather.referral.commission.OrderCommissions.Credit;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot;

/**
 * Adjusts the commissions of each order to what its latest snapshot earns, for the leader and the recruiter who were
 * credited when the order was attributed. Thread-safe.
 */
@Singleton
public class Commissions implements OrderProjection {

    private final CommissionRows rows;
    private final OrderCommissions orders;
    private final TeamOrders teams;
    private final Ledger ledger;
    private final Alarms alarms;
    private final Events events;
    private final EarningSummaries summaries;
    private final Transactions transactions;

    @Inject
    Commissions(
            CommissionRows rows,
            OrderCommissions orders,
            TeamOrders teams,
            Ledger ledger,
            Alarms alarms,
            Events events,
            EarningSummaries summaries,
            Transactions transactions) {
        this.rows = rows;
        this.orders = orders;
        this.teams = teams;
        this.ledger = ledger;
        this.alarms = alarms;
        this.events = events;
        this.summaries = summaries;
        this.transactions = transactions;
    }

    /** Runs under the order's lock, after the order was attributed. */
    @Override
    public void apply(OrderRead read) {
        apply(List.of(read));
    }

    @Override
    public void apply(List<OrderRead> reads) {
        StoreId store = reads.get(0).store();
        Map<String, Credit> credits = orders.credits(store, orderIds(reads.stream()));
        List<OrderRead> credited = reads.stream()
                .filter(read -> credits.containsKey(read.orderId()))
                .toList();
        if (credited.isEmpty()) {
            return;
        }
        Map<String, List<Commission>> known = orders.lock(store, orderIds(credited.stream())).stream()
                .collect(Collectors.groupingBy(Commission::orderId));
        write(
                store,
                credited.stream()
                        .flatMap(read ->
                                follow(read, credits.get(read.orderId()), known.getOrDefault(read.orderId(), List.of()))
                                        .stream())
                        .toList());
    }

    private static List<String> orderIds(Stream<OrderRead> reads) {
        return reads.map(OrderRead::orderId).toList();
    }

    /** A page of commissions, newest first; payee and order may be null. */
    Page<Commission> page(StoreId store, PayeeId payee, String orderId, String cursor, int limit) {
        return transactions.inStore(store, () -> rows.page(Id.valueOrNull(payee), orderId, cursor, limit));
    }

    /** Releases a commission whose freeze period has ended; does nothing if it was released or is not due. */
    void release(StoreId store, CommissionId id) {
        transactions.inStore(store, () -> orders.lockDue(store, id).ifPresent(commission -> {
            Step step = commission.release();
            step.posting().ifPresent(posting -> {
                post(store, List.of(posting));
                summaries.add(store, step.after().payee(), step.after().posted());
                events.emit(store, released(step.after()));
            });
            orders.update(store, commission, step.after());
        }));
    }

    /**
     * The changes of an order's commissions.
     *
     * @param known the stored commissions
     * @param steps the changes, including newly opened commissions
     */
    private record Followed(OrderRead read, List<Commission> known, List<Step> steps) {

        List<Commission> opened() {
            return steps.stream()
                    .filter(step -> before(step).isEmpty())
                    .map(Step::after)
                    .toList();
        }

        Optional<Commission> before(Step step) {
            return known.stream()
                    .filter(commission -> commission.id().equals(step.after().id()))
                    .findFirst();
        }
    }

    /** Empty if commissions cannot follow, because the order's currency has changed. */
    private Optional<Followed> follow(OrderRead read, Credit credit, List<Commission> known) {
        StoreId store = read.store();
        OrderSnapshot order = read.order();
        if (known.stream().anyMatch(commission -> !commission.isIn(order.currency()))) {
            alarms.raise(
                    store,
                    currencyAlarm(order),
                    "order-currency-changed",
                    "Order " + order.number() + " is now in " + order.currency()
                            + ", but its commission is in another currency. Amounts are not converted: correct the "
                            + "leaders' balances by adjustments.");
            return Optional.empty();
        }
        if (!known.isEmpty()) {
            // The shop may have corrected the order's currency.
            alarms.settle(store, currencyAlarm(order));
        }
        Money base = CommissionRules.base(read.facts(), teams.teamLines(read), credit.earning());
        List<Step> steps = commissions(order, credit, known).stream()
                .map(before -> before.follow(order, base, credit.earning()))
                // A commission that earns nothing yet is not opened.
                .filter(step -> step.after().changes() > 0)
                .toList();
        return Optional.of(new Followed(read, known, steps));
    }

    private void write(StoreId store, List<Followed> followed) {
        // Posted before the rows are written: the ledger may have to open accounts first, see LedgerBalances.
        post(
                store,
                followed.stream()
                        .flatMap(order -> order.steps().stream())
                        .flatMap(step -> step.posting().stream())
                        .toList());
        orders.insert(
                store,
                followed.stream().flatMap(order -> order.opened().stream()).toList());
        List<CommissionEvent> changed = new ArrayList<>();
        for (Followed order : followed) {
            for (Step step : order.steps()) {
                order.before(step)
                        .filter(before -> step.after().differsFrom(before))
                        .ifPresent(before -> orders.update(store, before, step.after()));
                step.posting().ifPresent(posted -> changed.add(changed(step.after())));
            }
            watchCancelled(store, order.read().facts(), order.known());
        }
        events.emit(store, changed);
    }

    /** The commissions of both levels: the stored one, or a new one with nothing posted. */
    private static List<Commission> commissions(OrderSnapshot order, Credit credit, List<Commission> known) {
        List<Commission> all = new ArrayList<>(known);
        if (known.stream().noneMatch(commission -> commission.level() == 1)) {
            all.add(open(order, credit, 1, PayeeId.of(credit.leader()), credit.level1BasisPoints()));
        }
        if (credit.recruiter() != null && known.stream().noneMatch(commission -> commission.level() == 2)) {
            all.add(open(order, credit, 2, PayeeId.of(credit.recruiter()), credit.level2BasisPoints()));
        }
        return all;
    }

    private static Commission open(OrderSnapshot order, Credit credit, int level, PayeeId payee, int basisPoints) {
        return Commission.opened(
                new CommissionId(Ids.next()),
                order.orderId(),
                level,
                payee,
                basisPoints,
                order.currency(),
                credit.now(),
                credit.now().plus(credit.freeze()));
    }

    /** Posts. If a key is already posted, rows and ledger disagree: then nothing may be written. */
    private void post(StoreId store, List<Posting> postings) {
        for (PostingResult result : ledger.post(store, postings)) {
            if (!(result instanceof PostingResult.Posted)) {
                throw new IllegalStateException("a commission's row and its postings disagree: " + result);
            }
        }
    }

    private static String currencyAlarm(OrderSnapshot order) {
        return "order-currency-changed:" + order.orderId();
    }

    private void watchCancelled(StoreId store, OrderFacts facts, List<Commission> known) {
        OrderSnapshot order = facts.order();
        String key = "cancelled-not-refunded:" + order.orderId();
        if (CommissionRules.cancelledNotRefunded(facts)) {
            alarms.restate(
                    store,
                    key,
                    "cancelled-not-refunded",
                    "Order " + order.number() + " is cancelled, but the shop still keeps " + facts.kept()
                            + " of it. It earns no commission. Refund the buyer in the shop, or close this alarm.");
        } else if (facts.cancelled() || known.stream().anyMatch(Commission::isReversed)) {
            // An order that was never cancelled has no such alarm, so no statement is needed.
            alarms.settle(store, key);
        }
    }

    private static CommissionEvent changed(Commission commission) {
        return new CommissionEvent.Changed(
                commission.id(),
                commission.orderId(),
                commission.level(),
                commission.payee(),
                commission.posted(),
                commission.state());
    }

    private static CommissionEvent released(Commission commission) {
        return new CommissionEvent.Released(
                commission.id(),
                commission.orderId(),
                commission.level(),
                commission.payee(),
                commission.posted(),
                commission.state());
    }
}
