package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.cycle.CyclePlan.Cycle;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.spi.ShopException;
import shop.gather.store.Stores;

/**
 * Makes the cycles of series that are due: drafts a campaign in the transaction that enters its cut-off, so that each
 * cut-off has at most one, and publishes it afterwards. After a crash the draft is found by its entry and published.
 * Only cut-offs that are still to come get a campaign. Thread-safe.
 */
@Singleton
class CycleCreation implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(CycleCreation.class.getName()));

    /** Dates that are looked at in one turn; more can only be skipped ones. */
    private static final int MOST_DATES = 80;

    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    /** The shop's answer to a price offer, or the owner's correction of a draft, is looked for after this time. */
    private static final Duration OPEN_ANSWER = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final SeriesRows rows;
    private final CampaignCopies copies;
    private final CycleDrafts drafts;
    private final CycleAlarms alarms;
    private final Stores stores;
    private final DatabaseClock clock;
    private final DueRows due;
    private final Work work;

    @Inject
    CycleCreation(
            Transactions transactions,
            SeriesRows rows,
            CampaignCopies copies,
            CycleDrafts drafts,
            CycleAlarms alarms,
            Stores stores,
            DatabaseClock clock,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.rows = rows;
        this.copies = copies;
        this.drafts = drafts;
        this.alarms = alarms;
        this.stores = stores;
        this.clock = clock;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("campaign_series", "id", "due_at").forEach(row -> soon(row.store(), new CampaignId(row.id())));
    }

    /** Looks at a series in the background. */
    void soon(StoreId store, CampaignId series) {
        work.soon(store, "series:" + series, () -> advance(store, series));
    }

    /** Makes what is due of a series, on this thread. */
    void advance(StoreId store, CampaignId id) {
        Optional<Series> series = transactions.inStore(store, () -> rows.find(store, id));
        if (series.isEmpty()) {
            return;
        }
        try {
            if (series.get().state() == State.ACTIVE) {
                advance(store, series.get());
            } else {
                followDrafts(store, series.get());
            }
        } catch (ShopException shopIsAway) {
            LOG.expected("series " + id + " is tried again later", shopIsAway);
            retry(store, series.get(), false);
        } catch (ProblemException refused) {
            LOG.expected("series " + id + " is tried again later", refused);
            retry(store, series.get(), !CycleDrafts.passes(refused));
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected("series " + id + " is tried again later", broken);
            retry(store, series.get(), true);
        }
    }

    /** @param needsPerson whether the cause does not pass by itself */
    private void retry(StoreId store, Series series, boolean needsPerson) {
        Instant now = clock.now();
        transactions.inStore(store, () -> {
            rows.dueAt(store, series, now.plus(RETRY_DELAY));
            rows.openDraftsDueAt(store, series, now.plus(RETRY_DELAY));
            if (needsPerson && series.state() == State.ACTIVE) {
                alarms.waits(store, series.id());
            }
        });
    }

    /** A series that is paused or has ended makes no cycles, but drafts that it has made are still published. */
    private void followDrafts(StoreId store, Series series) {
        Instant now = clock.now();
        boolean waits = drafts.publish(store, series, now);
        transactions.inStore(store, () -> {
            drafts.endAtCutOff(store, series, now);
            rows.openDraftsDueAt(store, series, waits ? now.plus(OPEN_ANSWER) : null);
        });
    }

    private void advance(StoreId store, Series series) {
        Instant now = clock.now();
        ZoneId zone = ZoneId.of(stores.find(store).orElseThrow().zone());
        List<Cycle> coming = series.plan(zone).after(now, MOST_DATES);
        Map<Instant, Entry> known = entries(store, series, now);
        // The time of day, or the store's zone, may have changed since: a day has one cycle.
        Set<LocalDate> days = known.values().stream()
                .filter(entry -> entry.campaign() != null)
                .map(entry -> LocalDate.ofInstant(entry.cutOff(), zone))
                .collect(Collectors.toSet());
        Optional<CampaignCopies.Template> template = Optional.empty();
        Instant next = null;
        int ahead = 0;
        for (Cycle cycle : coming) {
            Entry entry = known.get(cycle.cutOff());
            if (entry != null && entry.state() == CycleState.SKIPPED) {
                continue;
            }
            if (!cycle.hasOpened(now)) {
                next = next == null ? cycle.opens() : next;
                if (ahead == series.ahead()) {
                    break;
                }
                ahead++;
            }
            if (entry == null && !days.contains(LocalDate.ofInstant(cycle.cutOff(), zone))) {
                if (template.isEmpty()) {
                    template = Optional.of(copies.read(store, series.template()));
                }
                if (!draft(store, series, template.get(), cycle, zone)) {
                    // Another node makes it, or the owner has changed the series: it is due again.
                    return;
                }
            }
        }
        boolean waits = drafts.publish(store, series, now);
        finish(store, series, coming, now, waits ? earlier(next, now.plus(OPEN_ANSWER)) : next);
    }

    /** @param one null for never */
    private static Instant earlier(Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private Map<Instant, Entry> entries(StoreId store, Series series, Instant now) {
        return transactions.inStore(store, () -> rows.after(store, series.id(), now)).stream()
                .collect(Collectors.toMap(Entry::cutOff, Function.identity()));
    }

    /** False if the series has changed, or the cut-off has an entry. */
    private boolean draft(StoreId store, Series seen, CampaignCopies.Template template, Cycle cycle, ZoneId zone) {
        return transactions.inStore(store, () -> {
            Series series = rows.lock(store, seen.id()).orElseThrow();
            if (series.version() != seen.version()
                    || rows.entry(store, series.id(), cycle.cutOff()).isPresent()) {
                return false;
            }
            Cycle after = cycle.notBefore(rows.previous(store, series.id(), cycle.cutOff()));
            CampaignTerms terms = series.plan(zone).terms(template.terms(), after);
            CampaignId campaign = copies.draft(store, template, terms);
            return rows.enter(
                    store, series.id(), new Entry(cycle.cutOff(), campaign, CycleState.DRAFTED), after.opens());
        });
    }

    private void finish(StoreId store, Series series, List<Cycle> coming, Instant now, Instant next) {
        transactions.inStore(store, () -> {
            drafts.endAtCutOff(store, series, now);
            alarms.goesOn(store, series.id());
            if (coming.isEmpty() || isOnlyTheFirst(store, series, coming)) {
                rows.end(store, series);
                return;
            }
            Instant lastCutOff = coming.get(coming.size() - 1).cutOff();
            rows.dueAt(store, series, earlier(next == null ? lastCutOff : next, now.plus(Duration.ofDays(1))));
        });
    }

    /** Whether the only cut-off to come is that of the campaign with which the series began. */
    private boolean isOnlyTheFirst(StoreId store, Series series, List<Cycle> coming) {
        return coming.size() == 1
                && rows.entry(store, series.id(), coming.get(0).cutOff())
                        .filter(entry -> series.id().equals(entry.campaign()))
                        .isPresent();
    }
}
