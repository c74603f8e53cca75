package shop.gather.resale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.CampaignId;
import shop.gather.ledger.Account;
import shop.gather.ledger.Entry;
import shop.gather.ledger.PayeeId;

class MarkUpTest {

    private static final Instant FROZEN_UNTIL = Instant.parse("2026-12-15T12:00:00Z");
    private static final Instant BEFORE = FROZEN_UNTIL.minusSeconds(1);

    @Test
    void aMarkUpIsPendingAtFirst() {
        MarkUp.Step step = markUp("EUR 1.68", "EUR 0.00", 0).advance(BEFORE);

        assertThat(step.postings()).singleElement().satisfies(posting -> {
            assertThat(posting.kind()).isEqualTo("mark-up");
            assertThat(posting.memo()).isEqualTo("Mark-up on order 1001: EUR 1.68 without tax");
            assertThat(posting.entries())
                    .extracting(Entry::account, Entry::amount)
                    .containsExactly(
                            tuple(Account.PENDING, Money.parse("EUR 1.68")),
                            tuple(Account.MARK_UP_EXPENSE, Money.parse("EUR -1.68")));
        });
        assertThat(step.after().posted()).isEqualTo(Money.parse("EUR 1.68"));
        assertThat(step.events()).singleElement().isInstanceOfSatisfying(MarkUpEvent.Changed.class, event -> assertThat(
                        event.amount())
                .isEqualTo(Money.parse("EUR 1.68")));
    }

    @Test
    void aRefundReversesTheDifference() {
        MarkUp.Step step = markUp("EUR 0.84", "EUR 1.68", 1).advance(BEFORE);

        assertThat(step.postings()).singleElement().satisfies(posting -> {
            assertThat(posting.memo()).isEqualTo("Mark-up on order 1001, now EUR 0.84 without tax");
            assertThat(posting.entries())
                    .extracting(Entry::account, Entry::amount)
                    .containsExactly(
                            tuple(Account.PENDING, Money.parse("EUR -0.84")),
                            tuple(Account.MARK_UP_EXPENSE, Money.parse("EUR 0.84")));
        });
    }

    @Test
    void nothingIsPostedTwice() {
        MarkUp.Step step = markUp("EUR 1.68", "EUR 1.68", 1).advance(BEFORE);

        assertThat(step.postings()).isEmpty();
        assertThat(step.events()).isEmpty();
        assertThat(step.after()).isEqualTo(markUp("EUR 1.68", "EUR 1.68", 1));
    }

    @Test
    void itIsAvailableAfterTheFreezePeriod() {
        MarkUp.Step step = markUp("EUR 1.68", "EUR 1.68", 1).advance(FROZEN_UNTIL);

        assertThat(step.after().state()).isEqualTo(MarkUp.State.RELEASED);
        assertThat(step.events()).singleElement().isInstanceOf(MarkUpEvent.Released.class);
        assertThat(step.postings()).singleElement().satisfies(posting -> assertThat(posting.entries())
                .extracting(Entry::account, Entry::amount)
                .containsExactly(
                        tuple(Account.PENDING, Money.parse("EUR -1.68")),
                        tuple(Account.AVAILABLE, Money.parse("EUR 1.68"))));
    }

    @Test
    void aChangeAndTheReleaseAtTheSameTimeReleaseTheNewAmount() {
        MarkUp.Step step = markUp("EUR 0.84", "EUR 1.68", 1).advance(FROZEN_UNTIL);

        assertThat(step.postings()).hasSize(2);
        assertThat(step.postings().get(1).entries())
                .extracting(Entry::account, Entry::amount)
                .contains(tuple(Account.AVAILABLE, Money.parse("EUR 0.84")));
    }

    @Test
    void aRefundAfterTheReleaseReducesTheAvailableBalance() {
        MarkUp released =
                markUp("EUR 1.68", "EUR 1.68", 1).advance(FROZEN_UNTIL).after();
        MarkUp refunded = new MarkUp(
                released.id(),
                released.orderId(),
                released.orderNumber(),
                released.campaign(),
                released.payee(),
                Money.parse("EUR 0.00"),
                released.posted(),
                released.changes(),
                released.state(),
                released.releaseAt());

        assertThat(refunded.advance(FROZEN_UNTIL).postings().get(0).entries())
                .extracting(Entry::account, Entry::amount)
                .contains(tuple(Account.AVAILABLE, Money.parse("EUR -1.68")));
    }

    private static MarkUp markUp(String owed, String posted, int changes) {
        return new MarkUp(
                new MarkUpId(new UUID(0, 1)),
                "order-1",
                "1001",
                new CampaignId(new UUID(0, 2)),
                new PayeeId(new UUID(0, 3)),
                Money.parse(owed),
                Money.parse(posted),
                changes,
                MarkUp.State.PENDING,
                FROZEN_UNTIL);
    }
}
