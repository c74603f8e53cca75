package shop.gather.recruitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.platform.http.ProblemException;

class ScreeningTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Rule> ALL_RULES = List.of(
            new Rule.InvitedByALeader(),
            new Rule.RegisteredFor(Duration.ofDays(30)),
            new Rule.BoughtAtLeast(2),
            new Rule.AcceptsTerms());

    @Test
    void whoMeetsEveryRulePasses() {
        Screening screening = Screening.of(ALL_RULES, applicant(true, NOW.minus(Duration.ofDays(30)), 2, true));

        assertThat(screening.passed()).isTrue();
        assertThat(screening.verdicts()).hasSize(4).allMatch(Rule.Verdict::passed);
        assertThat(screening.reasons()).isEmpty();
    }

    @Test
    void whoIsTurnedAwayIsToldEveryReasonAtOnce() {
        Screening screening = Screening.of(ALL_RULES, applicant(false, NOW.minus(Duration.ofDays(29)), 1, false));

        assertThat(screening.passed()).isFalse();
        assertThat(screening.reasons())
                .isEqualTo(
                        "This programme is for people who were invited by a leader."
                                + " You must be registered for 30 days, and are for 29 days."
                                + " You must have paid for 2 orders, and have paid for 1. You must accept the programme's terms.");
    }

    @Test
    void oneFailedRuleIsEnough() {
        assertThat(Screening.of(ALL_RULES, applicant(true, NOW.minus(Duration.ofDays(90)), 1, true))
                        .passed())
                .isFalse();
    }

    @Test
    void aProgrammeWithoutRulesTakesEverybody() {
        assertThat(Screening.of(List.of(), applicant(false, NOW, 0, false)).passed())
                .isTrue();
    }

    @Test
    void whoWhenRegisteredIsUnknownIsNotRegisteredLongEnough() {
        var applicant = new Rule.Applicant(true, Optional.empty(), 9, true, NOW);

        assertThat(new Rule.RegisteredFor(Duration.ofMinutes(1))
                        .check(applicant)
                        .passed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    invited-by-a-leader,,
                    registered-for,P30D,
                    bought-at-least,,3
                    accepts-terms,,
                    """)
    void everyNamedRuleSurvivesBeingKept(String name, String duration, Integer orders) {
        RuleSpec spec = new RuleSpec(name, duration, orders);

        List<RuleSpec> kept = RuleSpec.read(RuleSpec.checked(List.of(spec)));

        assertThat(kept).containsExactly(spec);
        assertThat(kept.get(0).toRule().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    is-nice,,
                    registered-for,,
                    registered-for,-P1D,
                    registered-for,a month,
                    bought-at-least,,
                    bought-at-least,,0
                    bought-at-least,,51
                    ,,
                    """)
    void aRuleThatIsUnknownOrIncompleteIsRefused(String name, String duration, Integer orders) {
        assertThatThrownBy(() -> RuleSpec.checked(List.of(new RuleSpec(name, duration, orders))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aRuleNamedTwiceIsRefused() {
        RuleSpec terms = new RuleSpec("accepts-terms", null, null);

        assertThatThrownBy(() -> RuleSpec.checked(List.of(terms, terms))).isInstanceOf(ProblemException.class);
    }

    private static Rule.Applicant applicant(boolean invited, Instant registered, int orders, boolean terms) {
        return new Rule.Applicant(invited, Optional.of(registered), orders, terms, NOW);
    }
}
