package shop.gather.groupbuy.terms;

import java.time.Duration;
import java.util.Optional;
import shop.gather.platform.http.ProblemException;

/** When buyers pay, and when the shop captures their payments. This type is the registry of payment policies. */
public sealed interface PaymentPolicy permits PaymentPolicy.Authorize, PaymentPolicy.AtOnce, ReserveThenPay {

    PolicyKinds<PaymentPolicy> KINDS = PolicyKinds.of("paymentPolicy", PaymentPolicy.class);

    PaymentMode mode();

    /** How long a buyer has to pay once the shop has admitted the buyer to the price. */
    Duration hold();

    /** How long a buyer has to pay again if the payment is declined after the team has succeeded. */
    Duration repayWithin();

    /** How long an authorization can be captured; empty if payments are not authorized first. */
    default Optional<Duration> authorizedFor() {
        return Optional.empty();
    }

    /** The policy if buyers reserve first and pay when the payment is opened; empty if they pay at once. */
    default Optional<ReserveThenPay> presale() {
        return Optional.empty();
    }

    /** @throws ProblemException if the policy cannot be combined with this team policy */
    default void checkAgainst(TeamPolicy team) {}

    /** The shop authorizes at the checkout and captures when the team succeeds. */
    @Kind("authorize")
    record Authorize(Duration hold, Duration repayWithin) implements PaymentPolicy {

        @Override
        public PaymentMode mode() {
            return PaymentMode.AUTHORIZE;
        }

        /**
         * The assumed lifetime of an authorization if the shop does not state it: some card networks release it after 5
         * days.
         */
        private static final Duration SAFE_AUTHORIZATION = Duration.ofDays(4);

        @Override
        public Optional<Duration> authorizedFor() {
            return Optional.of(SAFE_AUTHORIZATION);
        }

        @Override
        public void checkAgainst(TeamPolicy team) {
            if (team.duration().compareTo(SAFE_AUTHORIZATION) > 0) {
                throw ProblemException.invalid("teamDuration must not exceed " + SAFE_AUTHORIZATION
                        + " with paymentMode AUTHORIZE: authorizations would expire before the team's "
                        + "deadline. Use AT_ONCE for longer teams.");
            }
        }
    }

    /** The shop captures at the checkout and refunds if the team fails. */
    @Kind("at-once")
    record AtOnce(Duration hold, Duration repayWithin) implements PaymentPolicy {

        @Override
        public PaymentMode mode() {
            return PaymentMode.AT_ONCE;
        }
    }
}
