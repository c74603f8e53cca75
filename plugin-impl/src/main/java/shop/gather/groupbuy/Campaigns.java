package shop.gather.groupbuy;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.groupbuy.Campaign.PaymentMode;
import shop.gather.groupbuy.Campaign.State;
import shop.gather.host.CommandEnded;
import shop.gather.host.ConnectionService;
import shop.gather.host.ShopCommand;
import shop.gather.host.ShopCommands;
import shop.gather.host.Shops;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.outbox.Events;
import shop.gather.platform.work.Sweeper;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;

/** The campaigns of a store. Thread-safe. */
@Singleton
class Campaigns implements Sweeper {

    /** How much a buyer may have at the group price: a place is for one. */
    static final int MAX_QUANTITY = 1;

    @PersistenceContext(unitName = "gather")
    private EntityManager entities;

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Shops shops;
    private final ConnectionService connections;
    private final ShopCommands commands;
    private final AuditLog audit;
    private final Events events;

    @Inject
    Campaigns(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            Shops shops,
            ConnectionService connections,
            ShopCommands commands,
            AuditLog audit,
            Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.shops = shops;
        this.connections = connections;
        this.commands = commands;
        this.audit = audit;
        this.events = events;
    }

    /** A variant as the shop sells it now, with the address of its page. Read outside any transaction. */
    record Article(VariantSnapshot variant, String url) {}

    /** Looks the planned variant up in the shop and checks the price against it. */
    Article article(StoreId store, String variantId, Money groupPrice) {
        String currency = connections
                .currency(store)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT, "Connect the store to its shop first."));
        if (!groupPrice.getCurrencyUnit().getCode().equals(currency)) {
            throw ProblemException.invalid("groupPrice must be in the store's currency, " + currency + ".");
        }
        Shop shop = shops.of(store);
        VariantSnapshot variant = shop.catalog()
                .variant(variantId)
                .orElseThrow(() -> ProblemException.invalid("The shop has no variant " + variantId + "."));
        if (!groupPrice.isLessThan(variant.price())) {
            throw ProblemException.invalid("groupPrice must be lower than the shop's price, " + variant.price() + ".");
        }
        return new Article(variant, shop.storefront().product(variant).toString());
    }

    /** Drafts a campaign, in the caller's transaction. */
    Campaign create(StoreId store, CampaignPlan plan, Article article, String actor) {
        Campaign campaign = new Campaign(plan, article.variant(), article.url(), clock.now());
        entities.persist(campaign);
        entities.flush();
        audit.record(store, actor, "campaign.created", campaign.id.toString(), campaign.name);
        return campaign;
    }

    /** Gives a draft a new plan, in the caller's transaction. */
    Campaign change(Campaign campaign, CampaignPlan plan, Article article) {
        campaign.change(plan, article.variant(), article.url());
        entities.flush();
        return campaign;
    }

    Campaign get(UUID id) {
        return Optional.ofNullable(entities.find(Campaign.class, id))
                .orElseThrow(() -> ProblemException.notFound("campaign"));
    }

    Page<Campaign> page(StoreId store, String cursor, int limit) {
        return transactions.inStore(store, () -> {
            List<Campaign> rows = entities.createQuery(
                            "select c from Campaign c where c.id < :before order by c.id desc", Campaign.class)
                    .setParameter("before", Page.before(cursor))
                    .setMaxResults(limit + 1)
                    .getResultList();
            return Page.of(rows, limit, campaign -> campaign.id, campaign -> campaign);
        });
    }

    /**
     * Publishes a draft: the shop is told the price, and the campaign opens when the shop has taken it. Publishing what is published already changes nothing.
     *
     * @return what the owner should know beforehand
     */
    List<String> publish(StoreId store, UUID id, String actor) {
        Shop shop = shops.of(store);
        PriceOffers offers = shop.priceOffers()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_SUPPORTED_BY_SHOP,
                        "The connected shop cannot offer a group price: PRICE_OFFERS is missing."));
        return transactions.inStore(store, () -> {
            Campaign campaign = get(id);
            if (campaign.state == State.DRAFT || campaign.state == State.REFUSED) {
                requireRoom(store, offers);
                requirePayments(shop, campaign);
                campaign.state = State.PUBLISHING;
                campaign.redemption = offers.limits().redemption();
                campaign.refusal = null;
                entities.flush();
                commands.issue(
                        store,
                        "offer:" + id + ":" + campaign.version,
                        id,
                        new ShopCommand.OfferPrice(
                                campaign.variantId,
                                campaign.groupPrice,
                                campaign.currency,
                                MAX_QUANTITY,
                                campaign.startsAt.toString(),
                                campaign.endsAt.plus(campaign.holdDuration()).toString()));
                audit.record(store, actor, "campaign.published", id.toString(), campaign.name);
            } else if (campaign.state == State.CLOSED) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "A closed campaign cannot be published again; make a new one.");
            }
            return warnings(shop);
        });
    }

    /** Closes a campaign: no new teams. Closing a closed one changes nothing. */
    Campaign close(StoreId store, UUID id, String actor) {
        return transactions.inStore(store, () -> {
            Campaign campaign = get(id);
            if (campaign.state != State.CLOSED) {
                campaign.state = State.CLOSED;
                entities.flush();
                audit.record(store, actor, "campaign.closed", id.toString(), campaign.name);
                events.emit(store, "campaign.closed", Map.of("campaign", id.toString()));
            }
            return campaign;
        });
    }

    /** Takes the shop's word on the price offer. */
    void offered(@Observes CommandEnded ended) {
        if (!ended.kind().equals(ShopCommand.OfferPrice.class.getSimpleName())) {
            return;
        }
        Campaign campaign = entities.find(Campaign.class, ended.subject());
        if (campaign == null || campaign.state != State.PUBLISHING) {
            return;
        }
        if (ended.result() instanceof CommandResult.Refused refused) {
            campaign.state = State.REFUSED;
            campaign.refusal = refused.code() + ": " + refused.reason();
        } else {
            campaign.state = State.PUBLISHED;
            campaign.offerReference = ended.result() instanceof CommandResult.Done done
                    ? done.reference()
                    : ((CommandResult.AlreadyDone) ended.result()).reference();
        }
        entities.flush();
        events.emit(
                ended.store(),
                campaign.state == State.PUBLISHED ? "campaign.published" : "campaign.refused",
                Map.of("campaign", campaign.id.toString()));
    }

    /** Closes campaigns at their end, and takes their price offers out of the shop once no team needs them. */
    @Override
    public void sweep() {
        record Due(StoreId store, UUID id) {}
        StoreSql.RowReader<Due> reader =
                row -> new Due(new StoreId(StoreSql.uuid(row, "store_id")), StoreSql.uuid(row, "id"));
        transactions
                .inDirectory(() -> sql.directory(
                        "select store_id, id from campaign where state in ('PUBLISHED', 'REFUSED', 'DRAFT') and ends_at <= now() limit 100",
                        reader))
                .forEach(due -> close(due.store(), due.id(), "gather"));
        transactions
                .inDirectory(() -> sql.directory(
                        "select c.store_id, c.id from campaign c where c.state = 'CLOSED' and c.offer_reference is not null"
                                + " and not exists (select 1 from team t where t.store_id = c.store_id and t.campaign_id = c.id and t.due_at is not null)"
                                + " limit 100",
                        reader))
                .forEach(due -> withdrawOffer(due.store(), due.id()));
    }

    private void withdrawOffer(StoreId store, UUID id) {
        transactions.inStore(store, () -> {
            Campaign campaign = get(id);
            if (campaign.state == State.CLOSED && campaign.offerReference != null) {
                commands.issue(store, "close-offer:" + id, id, new ShopCommand.CloseOffer(campaign.offerReference));
                campaign.offerReference = null;
            }
        });
    }

    private void requireRoom(StoreId store, PriceOffers offers) {
        offers.limits().liveOffers().ifPresent(most -> {
            int live = sql.first(
                            store,
                            "select count(*) as live from campaign where store_id = :store"
                                    + " and (state = 'PUBLISHING' or (state in ('PUBLISHED', 'CLOSED') and offer_reference is not null))",
                            row -> row.getInt("live"))
                    .orElse(0);
            if (live >= most) {
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "The shop bears " + most
                                + " live price offers, and so many run already. Close a campaign first.");
            }
        });
    }

    private static void requirePayments(Shop shop, Campaign campaign) {
        if (campaign.paymentMode == PaymentMode.AUTHORIZE && !Capability.DEFERRED_CAPTURE.in(shop)) {
            throw new ProblemException(
                    ProblemCode.NOT_SUPPORTED_BY_SHOP,
                    "The connected shop cannot capture later: use paymentMode AT_ONCE.");
        }
    }

    private static List<String> warnings(Shop shop) {
        List<String> warnings = new ArrayList<>();
        warnings.add(
                "Nothing keeps the shop from shipping before a team succeeds. Ship team orders only once Gather shows them confirmed.");
        if (!Capability.REFUNDS.in(shop)) {
            warnings.add("The shop cannot refund by itself: refunds of failed teams become tasks for you (alarms).");
        }
        if (!Capability.LINE_CANCELLATIONS.in(shop)) {
            warnings.add(
                    "The shop cannot cancel single lines: orders of a failed team that hold other articles become tasks for you.");
        }
        return warnings;
    }
}
