package shop.gather.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;

class AttributionRulesTest {

    private static final Instant ORDER = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant THREE_DAYS_BEFORE = ORDER.minus(Duration.ofDays(3));

    private final Leader recruiter = leader(Leader.State.ACTIVE, null);
    private final Leader maria = leader(Leader.State.ACTIVE, recruiter.id());
    private final Leader tom = leader(Leader.State.ACTIVE, null);
    private final Leader gone = leader(Leader.State.SUSPENDED, null);

    @Test
    void aCouponCodeOutranksAClickAndABondAndTheReasonSaysSo() {
        var decision = decide(
                guest(),
                bond(tom, THREE_DAYS_BEFORE),
                click(tom, THREE_DAYS_BEFORE),
                new Evidence.Coupon("MARIA10", line(maria)));

        assertThat(decision.leader()).contains(maria.id());
        assertThat(decision.recruiter()).contains(recruiter.id());
        assertThat(decision.evidence()).isEqualTo(Evidence.Kind.COUPON);
        assertThat(decision.reason())
                .isEqualTo("coupon code MARIA10 of leader " + maria.id() + ", outranks the link of leader " + tom.id()
                        + " clicked 3 days before the order and the bond to leader " + tom.id()
                        + " made 3 days before the order");
    }

    @Test
    void aClickOutranksABond() {
        var decision = decide(guest(), bond(tom, THREE_DAYS_BEFORE), click(maria, ORDER.minusSeconds(1)));

        assertThat(decision.leader()).contains(maria.id());
        assertThat(decision.evidence()).isEqualTo(Evidence.Kind.CLICK);
        assertThat(decision.reason())
                .startsWith("link of leader " + maria.id() + " clicked a moment before the order, outranks the bond");
    }

    @Test
    void aBondAloneIsEnough() {
        var decision = decide(Optional.of(UUID.randomUUID()), bond(tom, THREE_DAYS_BEFORE));

        assertThat(decision.leader()).contains(tom.id());
        assertThat(decision.recruiter()).isEmpty();
        assertThat(decision.evidence()).isEqualTo(Evidence.Kind.BOND);
    }

    @Test
    void withoutEvidenceNobodyGetsCredit() {
        var decision = decide(guest());

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.evidence()).isEqualTo(Evidence.Kind.NONE);
        assertThat(decision.reason()).isEqualTo("nobody: no coupon code, link or bond of a leader counts");
    }

    @Test
    void aSuspendedLeaderIsPassedOverForTheNextEvidence() {
        var decision = decide(guest(), click(gone, THREE_DAYS_BEFORE), bond(tom, THREE_DAYS_BEFORE));

        assertThat(decision.leader()).contains(tom.id());
        assertThat(decision.reason())
                .endsWith("does not count: link of leader " + gone.id()
                        + " clicked 3 days before the order, who is suspended");
    }

    @Test
    void aClickAfterTheOrderDoesNotCount() {
        var decision = decide(guest(), click(maria, ORDER.plus(Duration.ofMinutes(2))));

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.reason()).contains("which was not in force then");
    }

    @Test
    void clocksMayDifferByAMinute() {
        assertThat(decide(guest(), click(maria, ORDER.plusSeconds(59))).leader())
                .contains(maria.id());
        assertThat(decide(guest(), click(maria, ORDER.plusSeconds(60))).leader())
                .isEmpty();
    }

    @Test
    void aBondThatHadExpiredOrCameLaterDoesNotCount() {
        var expired = new Evidence.Bond(THREE_DAYS_BEFORE, ORDER, line(tom));
        var later = bond(tom, ORDER.plus(Duration.ofHours(1)));

        assertThat(decide(guest(), expired).leader()).isEmpty();
        assertThat(decide(guest(), later).leader()).isEmpty();
    }

    @Test
    void aLeaderGetsNoCreditForHerOwnPurchaseAndNobodyInHerPlace() {
        var decision = decide(
                Optional.of(maria.memberId()),
                new Evidence.Coupon("MARIA10", line(maria)),
                click(tom, THREE_DAYS_BEFORE));

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.recruiter()).isEmpty();
        assertThat(decision.evidence()).isEqualTo(Evidence.Kind.NONE);
        assertThat(decision.reason())
                .isEqualTo("nobody: coupon code MARIA10 of leader " + maria.id() + ", who bought it herself");
    }

    @Test
    void aLeaderWhoBuysThroughAnotherLeadersLinkGivesCreditToThatOne() {
        assertThat(decide(Optional.of(tom.memberId()), click(maria, THREE_DAYS_BEFORE))
                        .leader())
                .contains(maria.id());
    }

    @Test
    void aRecruiterGetsNoShareOfWhatSheBuysThroughHerRecruit() {
        var decision = decide(Optional.of(recruiter.memberId()), click(maria, THREE_DAYS_BEFORE));

        assertThat(decision.leader()).contains(maria.id());
        assertThat(decision.recruiter()).isEmpty();
        assertThat(decision.reason()).endsWith("her recruiter bought it herself");
    }

    @Test
    void aSuspendedRecruiterGetsNoShare() {
        var evidence = new Evidence.Click(THREE_DAYS_BEFORE, new Leaders.Line(tom, Optional.of(gone)));

        var decision = decide(guest(), evidence);

        assertThat(decision.leader()).contains(tom.id());
        assertThat(decision.recruiter()).isEmpty();
        assertThat(decision.reason()).endsWith("her recruiter is suspended");
    }

    @Test
    void otherEvidenceForTheSameLeaderIsNotSaidToBeOutranked() {
        assertThat(decide(guest(), click(maria, THREE_DAYS_BEFORE), bond(maria, THREE_DAYS_BEFORE))
                        .reason())
                .isEqualTo("link of leader " + maria.id() + " clicked 3 days before the order");
    }

    @Test
    void aTokenThatProvesNothingIsTold() {
        var decision = AttributionRules.decide(
                new AttributionRules.Case(guest(), ORDER, List.of(), List.of("a click token that has expired")));

        assertThat(decision.reason()).endsWith("; does not count: a click token that has expired");
    }

    @Test
    void aReasonFitsItsColumn() {
        List<Evidence> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new Evidence.Coupon("C".repeat(90) + i, line(leader(Leader.State.ACTIVE, null))));
        }

        assertThat(decide(guest(), many.toArray(Evidence[]::new)).reason())
                .hasSize(1_000)
                .endsWith("…");
    }

    @Property
    void theOrderInWhichEvidenceIsFoundDoesNotMatter(@ForAll Random random) {
        List<Evidence> evidence = new ArrayList<>(List.of(
                new Evidence.Coupon("A", line(tom)),
                new Evidence.Coupon("B", line(maria)),
                click(gone, THREE_DAYS_BEFORE),
                click(maria, THREE_DAYS_BEFORE),
                bond(tom, THREE_DAYS_BEFORE)));
        var expected = decide(guest(), evidence.toArray(Evidence[]::new));

        Collections.shuffle(evidence, random);

        assertThat(decide(guest(), evidence.toArray(Evidence[]::new))).isEqualTo(expected);
    }

    private static Optional<UUID> guest() {
        return Optional.empty();
    }

    private AttributionRules.Decision decide(Optional<UUID> buyer, Evidence... evidence) {
        return AttributionRules.decide(new AttributionRules.Case(buyer, ORDER, List.of(evidence), List.of()));
    }

    private Evidence click(Leader leader, Instant at) {
        return new Evidence.Click(at, line(leader));
    }

    private Evidence bond(Leader leader, Instant at) {
        return new Evidence.Bond(at, at.plus(Duration.ofDays(90)), line(leader));
    }

    private Leaders.Line line(Leader leader) {
        return new Leaders.Line(leader, leader.recruiterId() == null ? Optional.empty() : Optional.of(recruiter));
    }

    private static Leader leader(Leader.State state, UUID recruiter) {
        return new Leader(UUID.randomUUID(), UUID.randomUUID(), recruiter, state, Instant.EPOCH);
    }
}
