package shop.gather.groupbuy.settlement;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.TeamHistory;
import shop.gather.groupbuy.place.TeamHistory.What;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.Purpose;
import shop.gather.spi.CommandResult;

/**
 * Records in the history of a team what the shop has answered to the commands that settle its places, in the transaction
 * that records the end of the command. Thread-safe.
 */
@Singleton
class SettlementHistory {

    private final TeamHistory history;

    @Inject
    SettlementHistory(TeamHistory history) {
        this.history = history;
    }

    void ended(@Observes CommandEnded command) {
        what(command.key().purpose())
                .ifPresent(what ->
                        record(command, new ParticipationId(command.key().subject()), what));
    }

    private void record(CommandEnded command, ParticipationId place, What what) {
        if (command.result() instanceof CommandResult.Refused) {
            history.record(
                    command.store(),
                    place,
                    What.SETTLEMENT_REFUSED,
                    command.key().purpose().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-refused");
        } else {
            history.record(command.store(), place, what, null);
        }
    }

    /** Empty for commands that do not settle a place. */
    private static Optional<What> what(Purpose purpose) {
        return switch (purpose) {
            case CAPTURE, CAPTURE_REST -> Optional.of(What.PAYMENT_CAPTURED);
            case CANCEL_ORDER, CANCEL_LINE -> Optional.of(What.ORDER_CANCELLED);
            case REFUND -> Optional.of(What.PAYMENT_REFUNDED);
            case REBATE, SHORT_DELIVERY -> Optional.of(What.REBATE_REFUNDED);
            case CONSOLATION -> Optional.of(What.CONSOLATION_GIVEN);
            case OFFER, CLOSE_OFFER, REVOKE, PAYOUT -> Optional.empty();
        };
    }
}
