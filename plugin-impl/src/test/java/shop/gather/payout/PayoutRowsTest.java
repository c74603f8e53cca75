package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.joda.money.Money;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.PayoutRequest.Method;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;
import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.http.Page;

/** The mapped table of payout requests: of one store, with the database's clock, and changed only as it was seen. */
class PayoutRowsTest {

    private static <T> T in(StoreDatabase database, Supplier<T> work) {
        return database.transactions().inStore(database.store(), work);
    }

    private static PayoutRows rows(StoreDatabase database) {
        return database.bean(PayoutRows.class);
    }

    private static PayoutRequestId add(StoreDatabase database, PayeeId payee, String amount, State state) {
        PayoutRequest request =
                new PayoutRequest(new PayoutRequestId(Ids.next()), payee, Money.parse(amount), Method.TRANSFER, state);
        return in(database, () -> {
            rows(database).insert(request);
            return request.id();
        });
    }

    @OnBothDatabases
    void aRowSaysWhatWasWritten(StoreDatabase database) {
        PayeeId payee = database.payee();
        PayoutRequestId id = add(database, payee, "KWD 7.125", State.REQUESTED);
        assertThat(in(database, () -> rows(database).approve(id.value(), State.REQUESTED, "owner:test")))
                .isTrue();
        PayoutRequest found =
                in(database, () -> rows(database).find(id.value())).orElseThrow();
        assertThat(found.payee()).isEqualTo(payee);
        assertThat(found.amount()).isEqualTo(Money.parse("KWD 7.125"));
        assertThat(found.method()).isEqualTo(Method.TRANSFER);
        assertThat(found.state()).isEqualTo(State.APPROVED);
        assertThat(found.requestedAt()).isBefore(found.decidedAt());
        assertThat(found.endedAt()).isNull();
        String decidedBy = in(database, () -> database.sql()
                        .first(
                                database.store(),
                                "select decided_by from payout_request where store_id = :store and id = ?",
                                row -> row.getString("decided_by"),
                                id))
                .orElseThrow();
        assertThat(decidedBy).isEqualTo("owner:test");
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase database) {
        StoreDatabase other = database.anotherStore();
        PayeeId payee = database.payee();
        PayoutRequestId id = add(database, payee, "EUR 5.00", State.REQUESTED);
        assertThat(in(other, () -> rows(other).find(id.value()))).isEmpty();
        assertThat(in(other, () -> rows(other).lock(id.value()))).isEmpty();
        assertThat(in(other, () -> rows(other).undecided(payee.value()))).isZero();
        assertThat(in(other, () -> rows(other).page(null, null, null, 10).items()))
                .isEmpty();
        assertThat(in(other, () -> rows(other).approve(id.value(), State.REQUESTED, "owner:test")))
                .isFalse();
        assertThat(in(other, () -> rows(other).send(List.of(id.value()), null))).isZero();
        assertThat(in(database, () -> rows(database).find(id.value()))
                        .orElseThrow()
                        .state())
                .isEqualTo(State.REQUESTED);
    }

    @OnBothDatabases
    void aChangeHappensOnlyInTheStateThatWasSeen(StoreDatabase database) {
        PayoutRequestId id = add(database, database.payee(), "EUR 5.00", State.APPROVED);
        assertThat(in(database, () -> rows(database).reject(id.value(), State.REQUESTED, "owner:test", "no")))
                .isFalse();
        assertThat(in(database, () -> rows(database).pay(id.value()))).isFalse();
        PayoutBatchId batch = new PayoutBatchId(Ids.next());
        assertThat(in(database, () -> rows(database).send(List.of(id.value(), Ids.next(), Ids.next()), batch.value())))
                .isEqualTo(1);
        assertThat(in(database, () -> rows(database).send(List.of(id.value()), batch.value())))
                .isZero();
        assertThat(in(database, () -> rows(database).settle(batch.value()))).isEqualTo(1);
        PayoutRequest paid = in(database, () -> rows(database).find(id.value())).orElseThrow();
        assertThat(paid.state()).isEqualTo(State.PAID);
        assertThat(paid.batch()).isEqualTo(batch);
        assertThat(paid.reason()).isNull();
        assertThat(paid.endedAt()).isNotNull();
    }

    @OnBothDatabases
    void aKeyThatIsThereAndAValueThatDoesNotFitAreToldApart(StoreDatabase database) {
        PayeeId payee = database.payee();
        PayoutRequestId id = add(database, payee, "EUR 5.00", State.REQUESTED);
        PayoutRequest again = new PayoutRequest(id, payee, Money.parse("EUR 1.00"), Method.TRANSFER, State.REQUESTED);
        assertThatThrownBy(() -> in(database, () -> {
                    rows(database).insert(again);
                    return null;
                }))
                .isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(
                        () -> in(database, () -> rows(database).approve(id.value(), State.REQUESTED, "x".repeat(101))))
                .isExactlyInstanceOf(DatabaseFailure.class);
        assertThat(in(database, () -> rows(database).find(id.value()))
                        .orElseThrow()
                        .state())
                .isEqualTo(State.REQUESTED);
    }

    @OnBothDatabases
    void aTransactionThatFailsLeavesNoRow(StoreDatabase database) {
        PayeeId payee = database.payee();
        PayoutRequestId id = new PayoutRequestId(Ids.next());
        assertThatThrownBy(() -> in(database, () -> {
                    rows(database)
                            .insert(new PayoutRequest(
                                    id, payee, Money.parse("EUR 5.00"), Method.TRANSFER, State.REQUESTED));
                    assertThat(rows(database).find(id.value())).isPresent();
                    throw new UnsupportedOperationException("on purpose");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(in(database, () -> rows(database).find(id.value()))).isEmpty();
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEndedAndKeepWhatWasAskedFor(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        PayeeId one = database.payee();
        PayeeId other = database.payee();
        List<PayoutRequestId> all = new ArrayList<>();
        List<PayoutRequestId> ofOne = new ArrayList<>();
        List<PayoutRequestId> rejected = new ArrayList<>();
        List<PayoutRequestId> rejectedOfOne = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            PayeeId payee = i % 3 == 0 ? other : one;
            State state = i % 2 == 0 ? State.REJECTED : State.REQUESTED;
            PayoutRequestId id = add(database, payee, "EUR 5.00", state);
            all.add(id);
            if (payee == one) {
                ofOne.add(id);
            }
            if (state == State.REJECTED) {
                rejected.add(id);
            }
            if (payee == one && state == State.REJECTED) {
                rejectedOfOne.add(id);
            }
        }
        assertThat(pages(database, null, null)).isEqualTo(newestFirst(all));
        assertThat(pages(database, one, null)).isEqualTo(newestFirst(ofOne));
        assertThat(pages(database, null, State.REJECTED)).isEqualTo(newestFirst(rejected));
        assertThat(pages(database, one, State.REJECTED)).isEqualTo(newestFirst(rejectedOfOne));
    }

    private static List<PayoutRequestId> newestFirst(List<PayoutRequestId> ids) {
        return ids.stream()
                .sorted(Comparator.comparing(PayoutRequestId::toString).reversed())
                .toList();
    }

    /** All of a list, three at a time. */
    private static List<PayoutRequestId> pages(StoreDatabase database, PayeeId payee, State state) {
        List<PayoutRequestId> found = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Page<PayoutRequest> page = in(database, () -> rows(database).page(Id.valueOrNull(payee), state, from, 3));
            assertThat(page.items()).hasSizeBetween(1, 3);
            page.items().forEach(request -> found.add(request.id()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
