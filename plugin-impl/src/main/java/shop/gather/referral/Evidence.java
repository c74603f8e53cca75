package shop.gather.referral;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import shop.gather.platform.Spans;
import shop.gather.recruitment.Leaders;

/** Something that speaks for a leader's having brought an order. The kinds are declared from the strongest to the weakest. */
sealed interface Evidence {

    /** What evidence there is, strongest first. */
    enum Kind {
        COUPON,
        CLICK,
        BOND,
        /** Nothing that counts. */
        NONE
    }

    Kind kind();

    /** The leader for whom it speaks, with the recruiter. */
    Leaders.Line line();

    /** Whether it was there before the order. */
    boolean precedes(Instant placedAt);

    /** As a reason names it. */
    String text(Instant placedAt);

    default UUID leader() {
        return line().leader().id();
    }

    /** The clocks of shop and Gather may differ by this much. */
    Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** A coupon code of the leader was used. */
    record Coupon(String code, Leaders.Line line) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.COUPON;
        }

        @Override
        public boolean precedes(Instant placedAt) {
            return true;
        }

        @Override
        public String text(Instant placedAt) {
            return "coupon code " + code + " of leader " + leader();
        }
    }

    /** The order carries the token of a click on a link of the leader. */
    record Click(Instant clickedAt, Leaders.Line line) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.CLICK;
        }

        @Override
        public boolean precedes(Instant placedAt) {
            return clickedAt.isBefore(placedAt.plus(CLOCK_TOLERANCE));
        }

        @Override
        public String text(Instant placedAt) {
            return "link of leader " + leader() + " clicked " + before(clickedAt, placedAt);
        }
    }

    /** The buyer is a member who was bound to the leader. */
    record Bond(Instant boundAt, Instant expiresAt, Leaders.Line line) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.BOND;
        }

        @Override
        public boolean precedes(Instant placedAt) {
            return boundAt.isBefore(placedAt.plus(CLOCK_TOLERANCE)) && expiresAt.isAfter(placedAt);
        }

        @Override
        public String text(Instant placedAt) {
            return "bond to leader " + leader() + " made " + before(boundAt, placedAt);
        }
    }

    private static String before(Instant then, Instant placedAt) {
        Duration span = Duration.between(then, placedAt);
        return span.isNegative() ? "with the order" : Spans.text(span) + " before the order";
    }
}
