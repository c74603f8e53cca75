package shop.gather.recruitment;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;

/**
 * A rule in requests and in the database.
 *
 * @param rule its name
 * @param duration ISO 8601, for {@code registered-for}
 * @param orders for {@code bought-at-least}
 */
@Schema(
        name = "ProgrammeRule",
        description =
                "One of invited-by-a-leader, registered-for (with duration), bought-at-least (with orders), accepts-terms",
        example = "{\"rule\":\"registered-for\",\"duration\":\"P30D\"}")
public record RuleSpec(String rule, String duration, Integer orders) {

    private static final int MOST_RULES = 20;
    private static final int MOST_ORDERS = 50;

    /** @throws ProblemException if there is no such rule, or a parameter is missing */
    Rule toRule() {
        return switch (rule == null ? "" : rule) {
            case Rule.InvitedByALeader.NAME -> new Rule.InvitedByALeader();
            case Rule.RegisteredFor.NAME ->
                new Rule.RegisteredFor(
                        Check.duration(duration, "duration", Duration.ofMinutes(1), Duration.ofDays(3_650)));
            case Rule.BoughtAtLeast.NAME -> new Rule.BoughtAtLeast(Check.range(orders, "orders", 1, MOST_ORDERS));
            case Rule.AcceptsTerms.NAME -> new Rule.AcceptsTerms();
            default ->
                throw ProblemException.invalid(
                        "rule must be one of invited-by-a-leader, registered-for, bought-at-least, accepts-terms.");
        };
    }

    /** Validates the rules of a request: each is known, and none occurs twice. */
    static String checked(List<RuleSpec> rules) {
        if (rules == null || rules.size() > MOST_RULES) {
            throw ProblemException.invalid("rules must be a list of at most " + MOST_RULES + " rules.");
        }
        Set<String> names = new HashSet<>();
        for (RuleSpec spec : rules) {
            if (spec == null || !names.add(spec.toRule().name())) {
                throw ProblemException.invalid("rules must not be empty or named twice.");
            }
        }
        return StrictJson.codec().toJson(rules.toArray(RuleSpec[]::new));
    }

    /** Parses rules that {@link #checked} wrote. */
    static List<RuleSpec> read(String kept) {
        return Arrays.asList(StrictJson.codec().fromJson(kept, RuleSpec[].class));
    }
}
