package shop.gather.groupbuy.cycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.gather.groupbuy.cycle.CampaignSeries.Overview;
import shop.gather.groupbuy.cycle.CyclePlan.Cycle;
import shop.gather.groupbuy.cycle.Series.Entry;

/**
 * A cycle of a series.
 *
 * @param opensAt when it opens; null for a past one, and for one that an earlier rule has made
 * @param cutOff when it ends
 * @param campaignId its campaign; null while there is none
 * @param state PLANNED while it has no campaign, DRAFTED, PUBLISHED, BLOCKED, SKIPPED, or MISSED
 */
public record CycleView(Instant opensAt, Instant cutOff, UUID campaignId, String state) {

    private static final String PLANNED = "PLANNED";

    static CycleView of(Entry entry) {
        return of(entry, null);
    }

    private static CycleView of(Entry entry, Instant opens) {
        return new CycleView(
                opens,
                entry.cutOff(),
                entry.campaign() == null ? null : entry.campaign().value(),
                entry.state().name());
    }

    /** The cycles to come of a series, in ascending order. */
    static List<CycleView> coming(Overview overview) {
        Map<Instant, Entry> entries =
                overview.entries().stream().collect(Collectors.toMap(Entry::cutOff, Function.identity()));
        List<CycleView> views = new ArrayList<>();
        for (Cycle cycle : overview.coming()) {
            Entry entry = entries.remove(cycle.cutOff());
            views.add(
                    entry == null
                            ? new CycleView(cycle.opens(), cycle.cutOff(), null, PLANNED)
                            : of(entry, cycle.opens()));
        }
        entries.values().forEach(entry -> views.add(of(entry)));
        views.sort(Comparator.comparing(CycleView::cutOff));
        return views;
    }
}
