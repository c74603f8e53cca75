package shop.gather.referral.attribution;

import java.time.Duration;
import java.time.Instant;
import shop.gather.platform.LeaderId;
import shop.gather.platform.Spans;
import shop.gather.recruitment.LeaderHistories;
import shop.gather.shop.clock.ShopTime;

/**
 * Evidence that a leader referred an order. It is judged as of the time when the order was placed. The kinds are
 * declared from the strongest to the weakest.
 */
sealed interface Evidence {

    /** The kinds of evidence, strongest first. */
    enum Kind {
        COUPON,
        CLICK,
        BOND,
        /** No valid evidence. */
        NONE
    }

    Kind kind();

    /** The leader and the recruiter, with their states at the time of the order. */
    LeaderHistories.Line line();

    /** Whether it was in force when the order was placed. */
    boolean inForce(ShopTime placed);

    /** Whether it came through a link that was disabled when the order was placed. */
    default boolean linkDisabled() {
        return false;
    }

    /** The description for a reason. */
    String text(ShopTime placed);

    default LeaderId leader() {
        return line().leader().id();
    }

    /**
     * A coupon code of the leader was used.
     *
     * @param from since when the code belonged to the leader
     * @param until when it was taken away; null while it belongs to the leader
     */
    record Coupon(String code, Instant from, Instant until, LeaderHistories.Line line) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.COUPON;
        }

        @Override
        public boolean inForce(ShopTime placed) {
            return placed.isFrom(from) && placed.isBefore(until);
        }

        @Override
        public String text(ShopTime placed) {
            return "coupon code " + code + " of leader " + leader();
        }
    }

    /** The order carries the token of a click on a link of the leader. */
    record Click(Instant clickedAt, boolean linkDisabled, LeaderHistories.Line line) implements Evidence {
        @Override
        public Kind kind() {
            return Kind.CLICK;
        }

        @Override
        public boolean inForce(ShopTime placed) {
            return placed.isFrom(clickedAt);
        }

        @Override
        public String text(ShopTime placed) {
            return "link of leader " + leader() + " clicked " + before(clickedAt, placed);
        }
    }

    /** The buyer is a member who was bound to the leader. */
    record Bond(Instant boundAt, Instant expiresAt, boolean linkDisabled, LeaderHistories.Line line)
            implements Evidence {
        @Override
        public Kind kind() {
            return Kind.BOND;
        }

        @Override
        public boolean inForce(ShopTime placed) {
            return placed.isFrom(boundAt) && placed.isBefore(expiresAt);
        }

        @Override
        public String text(ShopTime placed) {
            return "bond to leader " + leader() + " made " + before(boundAt, placed);
        }
    }

    private static String before(Instant then, ShopTime placed) {
        Duration span = Duration.between(then, placed.latest());
        return span.isNegative() ? "with the order" : Spans.text(span) + " before the order";
    }
}
