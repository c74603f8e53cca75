package shop.gather.recruitment;

import java.util.List;
import java.util.stream.Collectors;

/** What a programme's rules say of an applicant: every rule is asked, so that all reasons are told at once. Pure. */
record Screening(List<Rule.Verdict> verdicts) {

    static Screening of(List<Rule> rules, Rule.Applicant applicant) {
        return new Screening(rules.stream().map(rule -> rule.check(applicant)).toList());
    }

    boolean passed() {
        return verdicts.stream().allMatch(Rule.Verdict::passed);
    }

    /** Why the applicant was turned away. */
    String reasons() {
        return verdicts.stream()
                .filter(verdict -> !verdict.passed())
                .map(Rule.Verdict::reason)
                .collect(Collectors.joining(" "));
    }
}
