package shop.gather.groupbuy.standing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.groupbuy.campaign.CampaignCopies.Standing;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.place.PlacesTogether;
import shop.gather.groupbuy.place.PlacesTogether.Request;
import shop.gather.groupbuy.standing.StandingOrderRows.Outcome;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.spi.ShopException;

/**
 * Serves standing orders when a cycle has opened: takes their places in batches, and tells the members that they can pay,
 * in the transaction that records the batch as served. After a crash the batch is repeated; its places have the same
 * keys, so that none is taken twice. Thread-safe.
 */
@Singleton
class StandingOrderService implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(StandingOrderService.class.getName()));

    private static final int BATCH = 50;

    /** Until the campaign of a cycle that should be open is published, or the shop answers again. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final StoreSql sql;
    private final StandingOrderRows rows;
    private final Campaigns campaigns;
    private final CampaignCopies copies;
    private final PlacesTogether places;
    private final StandingPickups pickups;
    private final Messages messages;
    private final DatabaseClock clock;
    private final DueRows due;
    private final Work work;

    @Inject
    StandingOrderService(
            Transactions transactions,
            StoreSql sql,
            StandingOrderRows rows,
            Campaigns campaigns,
            CampaignCopies copies,
            PlacesTogether places,
            StandingPickups pickups,
            Messages messages,
            DatabaseClock clock,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = rows;
        this.campaigns = campaigns;
        this.copies = copies;
        this.places = places;
        this.pickups = pickups;
        this.messages = messages;
        this.clock = clock;
        this.due = due;
        this.work = work;
    }

    /** A cycle whose standing orders are to be served. */
    private record Cycle(CampaignId campaign, CampaignId series, String name) {}

    @Override
    public void sweep() {
        due.of("campaign_cycle", "campaign_id", "orders_due_at").forEach(row -> {
            CampaignId cycle = new CampaignId(row.id());
            work.soon(row.store(), "standing-orders:" + cycle, () -> serve(row.store(), cycle));
        });
    }

    /** Serves all standing orders of a cycle that is due, on this thread. */
    void serve(StoreId store, CampaignId campaign) {
        try {
            serveNow(store, campaign);
        } catch (ShopException | ProblemException later) {
            LOG.expected("standing orders of campaign " + campaign + " are served later", later);
            dueAt(store, campaign, clock.now().plus(RETRY_DELAY));
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected("standing orders of campaign " + campaign + " are served later", broken);
            dueAt(store, campaign, clock.now().plus(RETRY_DELAY));
        }
    }

    private void serveNow(StoreId store, CampaignId campaign) {
        Optional<Cycle> cycle = cycle(store, campaign);
        if (cycle.isEmpty()) {
            return;
        }
        CampaignOffer offer = campaigns.offer(store, campaign);
        Instant now = clock.now();
        Standing standing = copies.standings(store, List.of(campaign)).get(campaign);
        boolean ended = standing == Standing.CLOSED
                || standing == Standing.UNOPENED
                || !offer.terms().schedule().endsAt().isAfter(now)
                || !offer.terms().team().oneForCampaign();
        if (!ended && standing != Standing.PUBLISHED) {
            dueAt(store, campaign, now.plus(RETRY_DELAY));
            return;
        }
        StandingOrderId last = new StandingOrderId(new UUID(0, 0));
        while (!ended) {
            StandingOrderId after = last;
            List<StandingOrder> batch = transactions.inStore(
                    store,
                    () -> rows.toServe(
                            store,
                            cycle.get().series(),
                            campaign,
                            offer.terms().schedule().startsAt(),
                            after,
                            BATCH));
            if (batch.isEmpty()) {
                break;
            }
            ended = !serve(store, cycle.get(), offer, batch);
            last = batch.get(batch.size() - 1).id();
        }
        transactions.inStore(store, () -> {
            dueAt(store, campaign, null);
            rows.forgetServed(store, campaign);
        });
    }

    /** False if the campaign accepts no buyers any more. */
    private boolean serve(StoreId store, Cycle cycle, CampaignOffer offer, List<StandingOrder> batch) {
        List<Request> requests = batch.stream()
                .flatMap(order -> order.places(cycle.campaign()).stream())
                .toList();
        Set<String> taken;
        try {
            taken = places.take(store, offer, requests);
        } catch (ProblemException refusal) {
            if (refusal.code() == ProblemCode.CAMPAIGN_NOT_OPEN) {
                return false;
            }
            if (refusal.code() != ProblemCode.SOLD_OUT) {
                throw refusal;
            }
            taken = Set.of();
        }
        pickups.choose(store, offer, batch, taken);
        record(store, cycle, offer, batch, taken);
        return true;
    }

    private void record(StoreId store, Cycle cycle, CampaignOffer offer, List<StandingOrder> batch, Set<String> taken) {
        Map<StandingOrderId, Outcome> outcomes = new LinkedHashMap<>();
        for (StandingOrder order : batch) {
            long got = order.places(cycle.campaign()).stream()
                    .filter(place -> taken.contains(place.key()))
                    .count();
            outcomes.put(
                    order.id(),
                    got == 0 ? Outcome.SKIPPED : got < order.lines().size() ? Outcome.PARTLY : Outcome.TAKEN);
        }
        Instant payUntil = clock.now().plus(offer.terms().hold());
        TeamId team = new TeamId(cycle.campaign().value());
        transactions.inStore(store, () -> {
            if (!rows.served(store, cycle.campaign(), outcomes)) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "Another node has served one of the orders: the others are read again.");
            }
            messages.tell(
                    store,
                    members(batch, outcomes, Set.of(Outcome.TAKEN, Outcome.PARTLY)),
                    MessageContent.of(MessageKind.STANDING_ORDER_READY, team)
                            .with(Placeholder.CAMPAIGN, cycle.name())
                            .with(Placeholder.PAY_UNTIL, payUntil)
                            .build());
            messages.tell(
                    store,
                    members(batch, outcomes, Set.of(Outcome.SKIPPED, Outcome.PARTLY)),
                    MessageContent.of(MessageKind.STANDING_ORDER_SKIPPED, team)
                            .with(Placeholder.CAMPAIGN, cycle.name())
                            .build());
        });
    }

    private static Set<MemberId> members(
            List<StandingOrder> batch, Map<StandingOrderId, Outcome> outcomes, Set<Outcome> wanted) {
        return batch.stream()
                .filter(order -> wanted.contains(outcomes.get(order.id())))
                .map(StandingOrder::member)
                .collect(Collectors.toSet());
    }

    private Optional<Cycle> cycle(StoreId store, CampaignId campaign) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select y.series_id, c.name from campaign_cycle y"
                                + " join campaign c on c.store_id = y.store_id and c.id = y.campaign_id"
                                + " where y.store_id = :store and y.campaign_id = ? and y.orders_due_at <= now()",
                        row -> new Cycle(
                                campaign, StoreSql.id(row, "series_id", CampaignId::new), row.getString("name")),
                        campaign));
    }

    /** @param at null when all are served */
    private void dueAt(StoreId store, CampaignId campaign, Instant at) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update campaign_cycle set orders_due_at = ? where store_id = :store and campaign_id = ?",
                        at,
                        campaign));
    }
}
