package shop.gather.payout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.gather.ledger.PayeeId;

/**
 * What the books must say, worked out again from what has happened, without postings: which orders stand at what, which
 * payouts are in which state. Shares no code with the product. Amounts in cents.
 */
final class BooksModel {

    enum Stage {
        ASKED,
        APPROVED,
        REJECTED,
        SENT,
        PAID,
        FAILED
    }

    /** An order of one untaxed line. */
    static final class Order {
        final PayeeId leader;
        final PayeeId recruiter;
        long goods;
        long shipping;
        long captured;
        long refunded;
        boolean cancelled;
        final boolean[] released = new boolean[2];
        final boolean[] opened = new boolean[2];

        Order(PayeeId leader, PayeeId recruiter) {
            this.leader = leader;
            this.recruiter = recruiter;
        }

        /**
         * Money that was taken or given back without naming a line belongs to goods and shipping in proportion, rounded
         * for the goods.
         */
        long commission(BigDecimal percent) {
            if (cancelled || captured <= refunded || goods == 0) {
                return 0;
            }
            long taken = part(captured, goods, goods + shipping);
            long base = taken - part(refunded, taken, captured);
            return BigDecimal.valueOf(base)
                    .multiply(percent)
                    .movePointLeft(2)
                    .setScale(0, RoundingMode.DOWN)
                    .longValueExact();
        }

        private static long part(long amount, long of, long whole) {
            return BigDecimal.valueOf(amount)
                    .multiply(BigDecimal.valueOf(of))
                    .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    static final class Wish {
        final PayeeId leader;
        final long amount;
        PayoutBatchId batch;
        Stage stage = Stage.ASKED;

        Wish(PayeeId leader, long amount) {
            this.leader = leader;
            this.amount = amount;
        }
    }

    private final BigDecimal[] percents;
    final Map<String, Order> orders = new LinkedHashMap<>();
    final Map<PayoutRequestId, Wish> wishes = new LinkedHashMap<>();
    final List<PayoutBatchId> batches = new ArrayList<>();
    final Set<PayeeId> suspended = new HashSet<>();
    private final Map<PayeeId, Long> corrections = new HashMap<>();
    long adjusted;
    long writtenOff;

    BooksModel(String level1, String level2) {
        percents = new BigDecimal[] {new BigDecimal(level1), new BigDecimal(level2)};
    }

    /** An order was read: what earns something for the first time begins its freeze. */
    void read(Order order) {
        for (int level = 0; level < 2; level++) {
            order.opened[level] |= order.commission(percents[level]) > 0;
        }
    }

    void release(Order order) {
        for (int level = 0; level < 2; level++) {
            order.released[level] |= order.opened[level];
        }
    }

    void correct(PayeeId leader, long amount) {
        corrections.merge(leader, amount, Long::sum);
    }

    long pending(PayeeId leader) {
        return earned(leader, false);
    }

    long available(PayeeId leader) {
        long taken = wishes.values().stream()
                .filter(wish -> wish.leader.equals(leader))
                .filter(wish -> wish.stage != Stage.REJECTED && wish.stage != Stage.FAILED)
                .mapToLong(wish -> wish.amount)
                .sum();
        return earned(leader, true) + corrections.getOrDefault(leader, 0L) - taken;
    }

    long requested(PayeeId leader) {
        return wishes.values().stream()
                .filter(wish -> wish.leader.equals(leader))
                .filter(wish -> wish.stage == Stage.ASKED || wish.stage == Stage.APPROVED)
                .mapToLong(wish -> wish.amount)
                .sum();
    }

    /** What has left or is on its way, or is to leave with the next batch. */
    long decidedToPay(PayeeId leader) {
        return wishes.values().stream()
                .filter(wish -> wish.leader.equals(leader))
                .filter(wish -> wish.stage == Stage.APPROVED || wish.stage == Stage.SENT || wish.stage == Stage.PAID)
                .mapToLong(wish -> wish.amount)
                .sum();
    }

    /** What the leader has earned and kept, and what the owner gave or took by hand. */
    long kept(PayeeId leader) {
        return earned(leader, true) + corrections.getOrDefault(leader, 0L);
    }

    long undecided(PayeeId leader) {
        return wishes.values().stream()
                .filter(wish -> wish.leader.equals(leader) && wish.stage == Stage.ASKED)
                .count();
    }

    long in(Stage stage) {
        return wishes.values().stream()
                .filter(wish -> wish.stage == stage)
                .mapToLong(wish -> wish.amount)
                .sum();
    }

    long expense() {
        long sum = 0;
        for (Order order : orders.values()) {
            sum -= order.commission(percents[0]);
            sum -= order.recruiter == null ? 0 : order.commission(percents[1]);
        }
        return sum;
    }

    private long earned(PayeeId leader, boolean released) {
        long sum = 0;
        for (Order order : orders.values()) {
            if (order.leader.equals(leader) && order.released[0] == released) {
                sum += order.commission(percents[0]);
            }
            if (leader.equals(order.recruiter) && order.released[1] == released) {
                sum += order.commission(percents[1]);
            }
        }
        return sum;
    }
}
