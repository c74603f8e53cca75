package shop.gather.referral.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.LeaderHistories;
import shop.gather.shop.clock.ShopTime;

class AttributionRulesTest {

    private static final Instant ORDER = Instant.parse("2026-11-22T12:00:00Z");
    private static final ShopTime PLACED = ShopTime.stated(ORDER);
    private static final Instant THREE_DAYS_BEFORE = ORDER.minus(Duration.ofDays(3));

    private final Leader recruiter = leader(Leader.State.ACTIVE, null);
    private final Leader maria = leader(Leader.State.ACTIVE, recruiter.id());
    private final Leader tom = leader(Leader.State.ACTIVE, null);
    private final Leader gone = leader(Leader.State.SUSPENDED, null);

    @Test
    void aCouponCodeOutranksAClickAndABondAndTheReasonSaysSo() {
        var decision = decide(
                guest(), bond(tom, THREE_DAYS_BEFORE), click(tom, THREE_DAYS_BEFORE), coupon("MARIA10", line(maria)));

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
        var decision = decide(Optional.of(new MemberId(UUID.randomUUID())), bond(tom, THREE_DAYS_BEFORE));

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
                        + " clicked 3 days before the order, who was suspended then");
    }

    @Test
    void aClickAfterTheOrderDoesNotCount() {
        var decision = decide(guest(), click(maria, ORDER.plus(Duration.ofMinutes(2))));

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.reason()).contains("which was not in force then");
    }

    @Test
    void aShopThatDatesToTheSecondLosesNoClick() {
        assertThat(decide(guest(), click(maria, ORDER.plusMillis(900))).leader())
                .contains(maria.id());
        assertThat(decide(guest(), click(maria, ORDER.plusSeconds(2))).leader()).isEmpty();
    }

    @Test
    void aCouponCodeCountsOnlyForOrdersPlacedWhileItWasTheLeaders() {
        Instant given = ORDER.minus(Duration.ofDays(1));
        Instant taken = ORDER.plus(Duration.ofDays(1));

        assertThat(decide(guest(), new Evidence.Coupon("ANNA10", given, taken, line(maria)))
                        .leader())
                .contains(maria.id());
        var later = decide(guest(), new Evidence.Coupon("ANNA10", taken, null, line(maria)));
        assertThat(later.leader()).isEmpty();
        assertThat(later.reason())
                .endsWith("coupon code ANNA10 of leader " + maria.id() + ", which was not in force then");
        assertThat(decide(guest(), new Evidence.Coupon("ANNA10", given.minusSeconds(9), given, line(maria)))
                        .leader())
                .isEmpty();
    }

    @Test
    void ofACodeThatWentFromOneLeaderToAnotherTheOneOfTheTimeOfTheOrderCounts() {
        var decision = decide(
                guest(),
                new Evidence.Coupon("ANNA10", ORDER.plusSeconds(60), null, line(tom)),
                new Evidence.Coupon("ANNA10", THREE_DAYS_BEFORE, ORDER.plusSeconds(60), line(maria)));

        assertThat(decision.leader()).contains(maria.id());
    }

    @Test
    void anOrderFromBeforeTheStoreWasConnectedIsCreditedToNobody() {
        var decision = AttributionRules.decide(new AttributionRules.Case(
                guest(),
                Set.of(),
                PLACED,
                ORDER.plus(Duration.ofDays(1)),
                List.of(coupon("MARIA10", line(maria))),
                List.of()));

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.reason())
                .isEqualTo("nobody: the order was placed before the store was connected to its shop");
    }

    @Test
    void aClickAndABondByALinkThatWasDisabledDoNotCount() {
        var decision = decide(
                guest(),
                new Evidence.Click(THREE_DAYS_BEFORE, true, line(maria)),
                new Evidence.Bond(THREE_DAYS_BEFORE, ORDER.plusSeconds(60), true, line(maria)));

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.reason()).contains("whose link was disabled then");
    }

    @Test
    void theDifferenceOfTheClocksCountsAsMeasured() {
        // The shop's clock is between 119 and 121 seconds ahead: the order was placed up to two minutes before it says.
        var placed = new ShopTime(ORDER.minusSeconds(121), ORDER.minusSeconds(119));
        var later = new Evidence.Click(ORDER.minusSeconds(30), false, line(maria));
        var sooner = new Evidence.Click(ORDER.minusSeconds(130), false, line(maria));

        assertThat(AttributionRules.decide(new AttributionRules.Case(
                                guest(), Set.of(), placed, Instant.EPOCH, List.of(later), List.of()))
                        .leader())
                .isEmpty();
        assertThat(AttributionRules.decide(new AttributionRules.Case(
                                guest(), Set.of(), placed, Instant.EPOCH, List.of(sooner), List.of()))
                        .leader())
                .contains(maria.id());
    }

    @Test
    void aBondThatHadExpiredOrCameLaterDoesNotCount() {
        var expired = new Evidence.Bond(THREE_DAYS_BEFORE, ORDER, false, line(tom));
        var later = bond(tom, ORDER.plus(Duration.ofHours(1)));

        assertThat(decide(guest(), expired).leader()).isEmpty();
        assertThat(decide(guest(), later).leader()).isEmpty();
    }

    @Test
    void aLeaderGetsNoCreditForHerOwnPurchaseAndNobodyInHerPlace() {
        var decision =
                decide(Optional.of(maria.memberId()), coupon("MARIA10", line(maria)), click(tom, THREE_DAYS_BEFORE));

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
        var evidence = new Evidence.Click(THREE_DAYS_BEFORE, false, new LeaderHistories.Line(tom, Optional.of(gone)));

        var decision = decide(guest(), evidence);

        assertThat(decision.leader()).contains(tom.id());
        assertThat(decision.recruiter()).isEmpty();
        assertThat(decision.reason()).endsWith("her recruiter was suspended then");
    }

    @Test
    void otherEvidenceForTheSameLeaderIsNotSaidToBeOutranked() {
        assertThat(decide(guest(), click(maria, THREE_DAYS_BEFORE), bond(maria, THREE_DAYS_BEFORE))
                        .reason())
                .isEqualTo("link of leader " + maria.id() + " clicked 3 days before the order");
    }

    @Test
    void aLeaderWhoBuysAsAGuestUnderHerEmailAddressGetsNoCreditAndNobodyElseDoes() {
        var decision = AttributionRules.decide(new AttributionRules.Case(
                guest(),
                Set.of(maria.memberId()),
                PLACED,
                Instant.EPOCH,
                List.of(coupon("MARIA10", line(maria)), bond(tom, THREE_DAYS_BEFORE)),
                List.of()));

        assertThat(decision.leader()).isEmpty();
        assertThat(decision.reason()).contains("who bought it herself");
    }

    @Test
    void aTokenThatProvesNothingIsTold() {
        var decision = AttributionRules.decide(new AttributionRules.Case(
                guest(), Set.of(), PLACED, Instant.EPOCH, List.of(), List.of("a click token that has expired")));

        assertThat(decision.reason()).endsWith("; does not count: a click token that has expired");
    }

    @Test
    void aReasonFitsItsColumn() {
        List<Evidence> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(coupon("C".repeat(90) + i, line(leader(Leader.State.ACTIVE, null))));
        }

        assertThat(decide(guest(), many.toArray(Evidence[]::new)).reason())
                .hasSize(1_000)
                .endsWith("…");
    }

    @Property
    void theOrderInWhichEvidenceIsFoundDoesNotMatter(@ForAll Random random) {
        List<Evidence> evidence = new ArrayList<>(List.of(
                coupon("A", line(tom)),
                coupon("B", line(maria)),
                click(gone, THREE_DAYS_BEFORE),
                click(maria, THREE_DAYS_BEFORE),
                bond(tom, THREE_DAYS_BEFORE)));
        var expected = decide(guest(), evidence.toArray(Evidence[]::new));

        Collections.shuffle(evidence, random);

        assertThat(decide(guest(), evidence.toArray(Evidence[]::new))).isEqualTo(expected);
    }

    private static Optional<MemberId> guest() {
        return Optional.empty();
    }

    private AttributionRules.Decision decide(Optional<MemberId> buyer, Evidence... evidence) {
        return AttributionRules.decide(
                new AttributionRules.Case(buyer, Set.of(), PLACED, Instant.EPOCH, List.of(evidence), List.of()));
    }

    private static Evidence coupon(String code, LeaderHistories.Line line) {
        return new Evidence.Coupon(code, THREE_DAYS_BEFORE, null, line);
    }

    private Evidence click(Leader leader, Instant at) {
        return new Evidence.Click(at, false, line(leader));
    }

    private Evidence bond(Leader leader, Instant at) {
        return new Evidence.Bond(at, at.plus(Duration.ofDays(90)), false, line(leader));
    }

    private LeaderHistories.Line line(Leader leader) {
        return new LeaderHistories.Line(
                leader, leader.recruiterId() == null ? Optional.empty() : Optional.of(recruiter));
    }

    private static Leader leader(Leader.State state, LeaderId recruiter) {
        return new Leader(
                new LeaderId(UUID.randomUUID()), new MemberId(UUID.randomUUID()), recruiter, state, Instant.EPOCH);
    }
}
