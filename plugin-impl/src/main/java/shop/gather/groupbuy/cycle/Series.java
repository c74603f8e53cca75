package shop.gather.groupbuy.cycle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import shop.gather.groupbuy.CampaignId;

/**
 * A campaign that repeats. Each cycle is a campaign of its own. Immutable.
 *
 * @param id the campaign with which it began
 * @param template the campaign whose terms the cycles to come get
 * @param ahead how many cycles are published before they open; 0 to 10
 */
record Series(
        CampaignId id,
        CampaignId template,
        CutOffRule rule,
        Instant firstCutOff,
        Duration opensBefore,
        int ahead,
        State state,
        long version) {

    enum State {
        ACTIVE,
        /** No cycles are made; those that are published go on. */
        PAUSED,
        /** No cycle is made any more, by the owner's decision or because the rule has no further date. */
        ENDED
    }

    /** How a cut-off of the series stands. */
    enum CycleState {
        /** Its campaign is a draft that is about to be published. */
        DRAFTED,
        PUBLISHED,
        /** Its campaign is a draft that a rule keeps from being published, or that the shop has refused. */
        BLOCKED,
        /** The owner has skipped the date; it has no campaign. */
        SKIPPED,
        /** It was still a draft at its cut-off. */
        MISSED
    }

    /**
     * A cut-off that has a campaign, or is skipped.
     *
     * @param campaign null for one that is skipped
     */
    record Entry(Instant cutOff, CampaignId campaign, CycleState state) {}

    CyclePlan plan(ZoneId zone) {
        return new CyclePlan(rule, firstCutOff, opensBefore, zone);
    }
}
