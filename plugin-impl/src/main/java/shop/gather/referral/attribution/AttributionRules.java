package shop.gather.referral.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.recruitment.Leader;
import shop.gather.shop.clock.ShopTime;

/**
 * Decides who gets credit for an order: the strongest valid evidence wins, and the reason says what it outranks and
 * what was not valid. Evidence is judged as of the time when the order was placed, whatever changes until it is paid.
 * An order from before the store was connected gets no credit. A leader gets no credit for her own purchases, also as a
 * guest under her e-mail address, and nobody else gets it in her place. A pure function.
 */
final class AttributionRules {

    private static final int LONGEST_REASON = 1_000;

    private AttributionRules() {}

    /**
     * The facts on which an attribution is decided.
     *
     * @param buyer the member who bought; empty for guests
     * @param sameEmail member ids of leaders whose e-mail address a guest gave as the guest's own
     * @param placed when the order was placed
     * @param connectedAt when the store was first connected to its shop
     * @param unreadable evidence that could not be verified, as described in a reason
     */
    record Case(
            Optional<MemberId> buyer,
            Set<MemberId> sameEmail,
            ShopTime placed,
            Instant connectedAt,
            List<Evidence> evidence,
            List<String> unreadable) {

        boolean isBuyer(Leader leader) {
            return buyer.equals(Optional.of(leader.memberId())) || sameEmail.contains(leader.memberId());
        }
    }

    /**
     * @param leader who gets credit; empty if nobody does
     * @param recruiter who recruited that leader and gets credit at the second level; empty if nobody does
     */
    record Decision(Optional<LeaderId> leader, Optional<LeaderId> recruiter, Evidence.Kind evidence, String reason) {}

    static Decision decide(Case order) {
        if (!order.placed().isFrom(order.connectedAt())) {
            return nobody("nobody: the order was placed before the store was connected to its shop");
        }
        List<Evidence> counting = new ArrayList<>();
        List<String> notCounting = new ArrayList<>(order.unreadable());
        order.evidence().stream()
                .sorted(Comparator.comparing(Evidence::kind).thenComparing(item -> item.text(order.placed())))
                .forEach(item -> objection(item, order)
                        .ifPresentOrElse(
                                why -> notCounting.add(item.text(order.placed()) + ", " + why),
                                () -> counting.add(item)));
        String rest = notCounting.isEmpty() ? "" : "; does not count: " + String.join("; ", notCounting);
        if (counting.isEmpty()) {
            return nobody("nobody: no coupon code, link or bond of a leader counts" + rest);
        }
        Evidence best = counting.get(0);
        if (order.isBuyer(best.line().leader())) {
            return nobody("nobody: " + best.text(order.placed()) + ", who bought it herself" + rest);
        }
        String reason = best.text(order.placed()) + outranked(best, counting, order.placed());
        return credit(best, order, reason, rest);
    }

    private static Decision credit(Evidence best, Case order, String reason, String rest) {
        Optional<Leader> recruiter = best.line().recruiter();
        Optional<String> objection = recruiter.flatMap(leader -> {
            if (!leader.active()) {
                return Optional.of("; her recruiter was suspended then");
            }
            return order.isBuyer(leader) ? Optional.of("; her recruiter bought it herself") : Optional.empty();
        });
        return new Decision(
                Optional.of(best.leader()),
                objection.isPresent() ? Optional.empty() : recruiter.map(Leader::id),
                best.kind(),
                cut(reason + objection.orElse("") + rest));
    }

    /** Why evidence is not valid; empty if it is. */
    private static Optional<String> objection(Evidence item, Case order) {
        if (!item.line().leader().active()) {
            return Optional.of("who was suspended then");
        }
        if (item.linkDisabled()) {
            return Optional.of("whose link was disabled then");
        }
        return item.inForce(order.placed()) ? Optional.empty() : Optional.of("which was not in force then");
    }

    private static String outranked(Evidence best, List<Evidence> counting, ShopTime placed) {
        String others = counting.stream()
                .filter(item -> !item.leader().equals(best.leader()))
                .map(item -> "the " + item.text(placed))
                .collect(Collectors.joining(" and "));
        return others.isEmpty() ? "" : ", outranks " + others;
    }

    private static Decision nobody(String reason) {
        return new Decision(Optional.empty(), Optional.empty(), Evidence.Kind.NONE, cut(reason));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }
}
