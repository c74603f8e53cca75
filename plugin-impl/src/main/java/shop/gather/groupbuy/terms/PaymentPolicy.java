package shop.gather.groupbuy.terms;

import java.time.Duration;
import shop.gather.platform.http.ProblemException;

/** When the shop takes the money. This type is the registry of payment policies. */
public sealed interface PaymentPolicy {

    PolicyKinds<PaymentPolicy> KINDS = PolicyKinds.of("paymentPolicy", PaymentPolicy.class);

    PaymentMode mode();

    /** How long a buyer may take to pay once the shop knows the price. */
    Duration hold();

    /** How long a buyer may pay again whose payment is declined after the team has succeeded. */
    Duration repayWithin();

    /** @throws ProblemException if the policy cannot be used with such teams */
    default void checkAgainst(TeamPolicy team) {}

    /** The shop authorizes at the checkout and captures when the team succeeds. */
    @Kind("authorize")
    record Authorize(Duration hold, Duration repayWithin) implements PaymentPolicy {

        @Override
        public PaymentMode mode() {
            return PaymentMode.AUTHORIZE;
        }

        /**
         * What an authorization is taken to last where the shop does not tell: some card networks release it after 5
         * days.
         */
        private static final Duration SAFE_AUTHORIZATION = Duration.ofDays(4);

        @Override
        public void checkAgainst(TeamPolicy team) {
            if (team.duration().compareTo(SAFE_AUTHORIZATION) > 0) {
                throw ProblemException.invalid("teamDuration must not exceed " + SAFE_AUTHORIZATION
                        + " with paymentMode AUTHORIZE: authorizations would expire before the team's "
                        + "deadline. Use AT_ONCE for longer teams.");
            }
        }
    }

    /** The shop takes the money at the checkout and gives it back if the team fails. */
    @Kind("at-once")
    record AtOnce(Duration hold, Duration repayWithin) implements PaymentPolicy {

        @Override
        public PaymentMode mode() {
            return PaymentMode.AT_ONCE;
        }
    }
}
