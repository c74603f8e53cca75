package shop.gather.groupbuy.terms;

import java.util.Optional;
import java.util.OptionalInt;

/** Only leaders of the store that are not suspended may take a place. */
@Kind("leaders")
public record LeadersOnly() implements EligibilityPolicy {

    @Override
    public OptionalInt mostOrdersBefore(boolean opens) {
        return OptionalInt.empty();
    }

    @Override
    public Optional<Audience> audience() {
        return Optional.of(new Audience.ActiveLeaders());
    }

    @Override
    public String refusal() {
        return "Only leaders of the store may buy in this campaign. Apply as a leader first, or choose another campaign.";
    }
}
