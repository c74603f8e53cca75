package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.cycle.CyclePlan.Cycle;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.store.Stores;

/** Lets an owner repeat a campaign. Every operation is idempotent. Thread-safe. */
@Singleton
public class CampaignSeries {

    static final int MOST_AHEAD = 10;

    /** Dates that can be skipped, and that are shown. */
    private static final int MOST_COMING = 60;

    private final Transactions transactions;
    private final SeriesRows rows;
    private final Campaigns campaigns;
    private final CycleCreation creation;
    private final CycleAlarms alarms;
    private final Stores stores;
    private final DatabaseClock clock;
    private final AuditLog audit;

    @Inject
    CampaignSeries(
            Transactions transactions,
            SeriesRows rows,
            Campaigns campaigns,
            CycleCreation creation,
            CycleAlarms alarms,
            Stores stores,
            DatabaseClock clock,
            AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.campaigns = campaigns;
        this.creation = creation;
        this.alarms = alarms;
        this.stores = stores;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * How a campaign repeats.
     *
     * @param firstCutOff null for the one as before, or the campaign's end
     * @param opensBefore null for the one as before, or the template's own length
     * @param ahead null for the one as before, or 1
     * @param template null for the one as before, or the campaign itself
     */
    record Wanted(CutOffRule rule, Instant firstCutOff, Duration opensBefore, Integer ahead, CampaignId template) {}

    /**
     * A series, the zone of its dates, and the entries that are still to come.
     *
     * @param coming the next cut-offs of the rule
     */
    record Overview(Series series, ZoneId zone, List<Cycle> coming, List<Entry> entries) {}

    /**
     * Makes a campaign repeat, or changes how it repeats. Cycles that have a campaign stay as they are.
     *
     * @param campaign the one with which the series began, or another of its cycles
     * @throws ProblemException NOT_FOUND; INVALID_VALUE if the plan or the template does not suit; CONFLICT if the series
     *     has ended
     */
    Overview repeat(StoreId store, CampaignId campaign, Wanted wanted, String actor) {
        ZoneId zone = zone(store);
        CampaignOffer first = campaigns.offer(store, campaign);
        CampaignTerms own = first.terms();
        Optional<Series> before = transactions.inStore(store, () -> rows.of(store, campaign));
        CampaignId id = before.map(Series::id).orElse(campaign);
        CampaignId template = Optional.ofNullable(wanted.template())
                .orElse(before.map(Series::template).orElse(campaign));
        CampaignTerms terms = campaigns.offer(store, template).terms();
        if (own.resale().resold().isPresent() || terms.resale().resold().isPresent()) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "A leader resells this campaign. Let the original repeat instead.");
        }
        if (terms.payment().presale().isPresent()) {
            throw ProblemException.invalid(
                    "A campaign with paymentPolicy reserve-then-pay cannot repeat: each presale is"
                            + " opened by its own demand.");
        }
        Series series = new Series(
                id,
                template,
                wanted.rule(),
                Optional.ofNullable(wanted.firstCutOff()).orElseGet(() -> before.map(Series::firstCutOff)
                        .orElse(own.schedule().endsAt())),
                Optional.ofNullable(wanted.opensBefore())
                        .orElseGet(() -> before.map(Series::opensBefore).orElseGet(() -> length(terms, zone))),
                Optional.ofNullable(wanted.ahead())
                        .orElseGet(() -> before.map(Series::ahead).orElse(1)),
                State.ACTIVE,
                0);
        CyclePlan plan = series.plan(zone);
        plan.check();
        Instant now = clock.now();
        // Terms that suit no cycle are refused now, and not when the first one is made.
        plan.after(now, 1).forEach(cycle -> plan.terms(terms, cycle));
        transactions.inStore(store, () -> {
            if (rows.insert(store, series)) {
                // A draft is published by its owner, who has not finished it: BLOCKED until then.
                CycleState state = first.published() ? CycleState.PUBLISHED : CycleState.BLOCKED;
                rows.enter(store, id, new Entry(own.schedule().endsAt(), campaign, state), null);
            } else {
                Series locked = rows.lock(store, id).orElseThrow();
                requireNotEnded(locked);
                rows.change(store, series, locked.state() == State.ACTIVE ? now : null);
            }
            audit.record(
                    store,
                    actor,
                    "campaign.repeated",
                    id.toString(),
                    series.rule().text());
        });
        creation.soon(store, id);
        return overview(store, id);
    }

    private static Duration length(CampaignTerms terms, ZoneId zone) {
        return Duration.between(
                LocalDateTime.ofInstant(terms.schedule().startsAt(), zone),
                LocalDateTime.ofInstant(terms.schedule().endsAt(), zone));
    }

    private static void requireNotEnded(Series series) {
        if (series.state() == State.ENDED) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "The series has ended. Repeat another campaign, for example its last cycle's copy.");
        }
    }

    /**
     * Pauses, resumes or ends a series. Cycles that have a campaign go on; close them if they should not.
     *
     * @throws ProblemException NOT_FOUND; CONFLICT if it has ended
     */
    Overview move(StoreId store, CampaignId campaign, State to, String actor) {
        CampaignId id = require(store, campaign).id();
        Instant now = clock.now();
        transactions.inStore(store, () -> {
            Series series = rows.lock(store, id).orElseThrow();
            if (series.state() == to) {
                return;
            }
            requireNotEnded(series);
            // A paused series is due once more: drafts that it has made are still published.
            rows.state(store, id, to, now);
            alarms.goesOn(store, id);
            audit.record(store, actor, "campaign.series-changed", id.toString(), to.name());
        });
        creation.soon(store, id);
        return overview(store, id);
    }

    /**
     * Skips the cut-off on a day, or takes that back.
     *
     * @param day in the store's zone
     * @throws ProblemException NOT_FOUND if none of the next 60 cut-offs is on that day; CONFLICT if it has a campaign
     */
    Overview skip(StoreId store, CampaignId campaign, LocalDate day, boolean skip, String actor) {
        Overview seen = overview(store, require(store, campaign).id());
        CampaignId id = seen.series().id();
        Instant cutOff = seen.coming().stream()
                .map(Cycle::cutOff)
                .filter(end -> LocalDate.ofInstant(end, seen.zone()).equals(day))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("cut-off on that day among the next " + MOST_COMING));
        Instant now = clock.now();
        transactions.inStore(store, () -> {
            Series series = rows.lock(store, id).orElseThrow();
            boolean changed = skip
                    ? rows.enter(store, id, new Entry(cutOff, null, CycleState.SKIPPED), null)
                    : rows.unskip(store, id, cutOff);
            if (skip && rows.entry(store, id, cutOff).map(Entry::state).orElseThrow() != CycleState.SKIPPED) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "The cycle of that day has a campaign already. Close the campaign.");
            }
            if (changed) {
                // The version changes, so that a node that read the series before does not make the cycle.
                rows.state(store, id, series.state(), series.state() == State.ACTIVE ? now : null);
                audit.record(
                        store,
                        actor,
                        skip ? "campaign.cycle-skipped" : "campaign.cycle-restored",
                        id.toString(),
                        day.toString());
            }
        });
        creation.soon(store, id);
        return overview(store, id);
    }

    /** The series of a campaign; empty if it does not repeat. */
    Optional<Overview> find(StoreId store, CampaignId campaign) {
        return transactions.inStore(store, () -> rows.of(store, campaign)).map(series -> overview(store, series.id()));
    }

    /** Its cut-offs before an instant that have a campaign or were skipped, newest first. */
    List<Entry> past(StoreId store, CampaignId campaign, Instant before, int most) {
        CampaignId id = require(store, campaign).id();
        return transactions.inStore(store, () -> rows.before(store, id, before, most));
    }

    /**
     * The series of a campaign that has not ended, by the id of the campaign with which it began.
     *
     * @throws ProblemException NOT_FOUND if the campaign does not repeat; CONFLICT if the series has ended
     */
    public CampaignId running(StoreId store, CampaignId campaign) {
        Series found = require(store, campaign);
        requireNotEnded(found);
        return found.id();
    }

    /** The campaign with which the series of a campaign began; empty if it does not repeat. */
    public Optional<CampaignId> beginning(StoreId store, CampaignId campaign) {
        return transactions.inStore(store, () -> rows.of(store, campaign)).map(Series::id);
    }

    private Series require(StoreId store, CampaignId campaign) {
        return transactions
                .inStore(store, () -> rows.of(store, campaign))
                .orElseThrow(() -> ProblemException.notFound("series of this campaign"));
    }

    private Overview overview(StoreId store, CampaignId id) {
        ZoneId zone = zone(store);
        Instant now = clock.now();
        return transactions.inStore(store, () -> {
            Series series = rows.find(store, id).orElseThrow();
            return new Overview(series, zone, series.plan(zone).after(now, MOST_COMING), rows.after(store, id, now));
        });
    }

    private ZoneId zone(StoreId store) {
        return ZoneId.of(stores.find(store).orElseThrow().zone());
    }
}
