package shop.gather.payout;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen to a store's books, step by step, in any order. */
final class BooksHistory {

    enum Deed {
        BUY,
        REFUND,
        CANCEL,
        READ_AGAIN,
        RELEASE,
        ASK,
        APPROVE,
        WITHDRAW,
        REJECT,
        SEND,
        SETTLE,
        FAIL,
        ADJUST,
        WRITE_OFF,
        SUSPEND
    }

    /** @param amount read by each deed in its own way */
    record Step(Deed deed, int which, int amount) {}

    private BooksHistory() {}

    /** From ten steps to 35; asking and approving often, so that much is paid. */
    static Arbitrary<List<Step>> any() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(3, Deed.BUY),
                                Tuple.of(2, Deed.REFUND),
                                Tuple.of(1, Deed.CANCEL),
                                Tuple.of(1, Deed.READ_AGAIN),
                                Tuple.of(2, Deed.RELEASE),
                                Tuple.of(4, Deed.ASK),
                                Tuple.of(4, Deed.APPROVE),
                                Tuple.of(1, Deed.WITHDRAW),
                                Tuple.of(1, Deed.REJECT),
                                Tuple.of(3, Deed.SEND),
                                Tuple.of(3, Deed.SETTLE),
                                Tuple.of(2, Deed.FAIL),
                                Tuple.of(1, Deed.ADJUST),
                                Tuple.of(1, Deed.WRITE_OFF),
                                Tuple.of(1, Deed.SUSPEND)),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 20_000))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(35);
    }
}
