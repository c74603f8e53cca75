package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Publishes the drafts of cycles, and follows what becomes of them until their cut-offs. Thread-safe. */
@Singleton
class CycleDrafts {

    private static final Set<ProblemCode> PASSING =
            Set.of(ProblemCode.SHOP_UNREACHABLE, ProblemCode.VERSION_MISMATCH, ProblemCode.DATABASE_AWAY);

    private final Transactions transactions;
    private final SeriesRows rows;
    private final CampaignCopies copies;
    private final CycleAlarms alarms;

    @Inject
    CycleDrafts(Transactions transactions, SeriesRows rows, CampaignCopies copies, CycleAlarms alarms) {
        this.transactions = transactions;
        this.rows = rows;
        this.copies = copies;
        this.alarms = alarms;
    }

    /** Whether a refusal passes by itself, so that no person is needed. */
    static boolean passes(ProblemException refused) {
        return PASSING.contains(refused.code());
    }

    /**
     * Publishes the drafts of a series. True if an answer of the shop or the owner is still missing.
     *
     * @throws ProblemException if it must be tried again
     */
    boolean publish(StoreId store, Series series, Instant now) {
        List<Entry> open = transactions.inStore(store, () -> rows.after(store, series.id(), now)).stream()
                .filter(entry -> entry.campaign() != null)
                .toList();
        for (Entry entry : open) {
            if (entry.state() == CycleState.DRAFTED) {
                problem(store, entry.campaign())
                        .ifPresent(why -> transactions.inStore(store, () -> block(store, series, entry, why)));
            }
        }
        Map<CampaignId, Standing> standings = standings(store, open);
        boolean waits = false;
        for (Entry entry : open) {
            switch (standings.get(entry.campaign())) {
                case PUBLISHED, CLOSED -> settle(store, series, entry, CycleState.PUBLISHED);
                case UNOPENED -> settle(store, series, entry, CycleState.MISSED);
                case WAITING -> {
                    waits = true;
                    settle(store, series, entry, CycleState.PUBLISHED);
                }
                case REFUSED -> {
                    waits = true;
                    transactions.inStore(store, () -> block(store, series, entry, "The shop has refused the price."));
                }
                case DRAFT -> waits = true;
            }
        }
        return waits;
    }

    /** Publishes a draft; or why it cannot be published, if that does not pass by itself. */
    private Optional<String> problem(StoreId store, CampaignId campaign) {
        try {
            return copies.publish(store, campaign);
        } catch (ProblemException refused) {
            if (passes(refused)) {
                throw refused;
            }
            return Optional.of(refused.getMessage());
        }
    }

    private Map<CampaignId, Standing> standings(StoreId store, List<Entry> entries) {
        return copies.standings(store, entries.stream().map(Entry::campaign).toList());
    }

    private void block(StoreId store, Series series, Entry entry, String why) {
        if (rows.move(store, series.id(), entry.cutOff(), CycleState.BLOCKED)) {
            alarms.blocked(store, entry.campaign(), why);
        }
    }

    private void settle(StoreId store, Series series, Entry entry, CycleState state) {
        transactions.inStore(store, () -> {
            if (rows.move(store, series.id(), entry.cutOff(), state)) {
                alarms.settle(store, entry.campaign());
            }
        });
    }

    /** Records what has become of the drafts whose cut-off has passed: the owner may have published one just before. */
    void endAtCutOff(StoreId store, Series series, Instant now) {
        List<Entry> ended = rows.unpublishedBefore(store, series.id(), now);
        Map<CampaignId, Standing> standings = standings(store, ended);
        for (Entry entry : ended) {
            Standing standing = standings.get(entry.campaign());
            boolean opened = standing == Standing.PUBLISHED || standing == Standing.CLOSED;
            settle(store, series, entry, opened ? CycleState.PUBLISHED : CycleState.MISSED);
        }
    }
}
