package shop.gather.recruitment;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The results of a programme's rules for an applicant. Every rule is evaluated, so that all reasons are reported at
 * once. A pure function.
 */
record Screening(List<Rule.Verdict> verdicts) {

    static Screening of(List<Rule> rules, Rule.Applicant applicant) {
        return new Screening(rules.stream().map(rule -> rule.check(applicant)).toList());
    }

    boolean passed() {
        return verdicts.stream().allMatch(Rule.Verdict::passed);
    }

    /** Why the applicant was rejected. */
    String reasons() {
        return verdicts.stream()
                .filter(verdict -> !verdict.passed())
                .map(Rule.Verdict::reason)
                .collect(Collectors.joining(" "));
    }
}
