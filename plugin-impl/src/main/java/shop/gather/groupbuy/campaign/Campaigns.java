package shop.gather.groupbuy.campaign;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.event.Events;
import shop.gather.groupbuy.campaign.Campaign.State;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.Sweeper;
import shop.gather.shop.command.CommandEnded;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.shop.connection.ConnectionService;
import shop.gather.shop.connection.Shops;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.CommandResult;
import shop.gather.spi.Shop;
import shop.gather.spi.VariantSnapshot;

/** The campaigns of a store. Thread-safe. */
@Singleton
public class Campaigns implements Sweeper {

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
    Article article(StoreId store, CampaignPlan plan) {
        Money groupPrice = plan.terms().checkoutPrice();
        String currency = connections
                .currency(store)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT, "Connect the store to its shop first."));
        if (!groupPrice.getCurrencyUnit().getCode().equals(currency)) {
            throw ProblemException.invalid("groupPrice must be in the store's currency, " + currency + ".");
        }
        Shop shop = shops.of(store);
        VariantSnapshot variant = shop.catalog()
                .variant(plan.variantId())
                .orElseThrow(() -> ProblemException.invalid("The shop has no variant " + plan.variantId() + "."));
        if (!groupPrice.isLessThan(variant.price())) {
            throw ProblemException.invalid("groupPrice must be lower than the shop's price, " + variant.price() + ".");
        }
        return new Article(
                variant, WebAddress.fromShop(shop.storefront().product(variant)).toString());
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

    /** Writes what was changed of campaigns in the current transaction. */
    void flush() {
        entities.flush();
    }

    Campaign get(UUID id) {
        return Optional.ofNullable(entities.find(Campaign.class, id))
                .orElseThrow(() -> ProblemException.notFound("campaign"));
    }

    /**
     * What a campaign offers to its teams.
     *
     * @throws ProblemException NOT_FOUND
     */
    public CampaignOffer offer(StoreId store, UUID id) {
        return transactions.inStore(store, () -> get(id).offer());
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

    /** Closes a campaign: no new teams. Closing a closed one changes nothing. */
    Campaign close(StoreId store, UUID id, String actor) {
        return transactions.inStore(store, () -> {
            Campaign campaign = get(id);
            if (campaign.state != State.CLOSED) {
                campaign.state = State.CLOSED;
                entities.flush();
                audit.record(store, actor, "campaign.closed", id.toString(), campaign.name);
                events.emit(store, new CampaignEvent.Closed(id));
            }
            return campaign;
        });
    }

    /** Takes the shop's word on the price offer. */
    void offered(@Observes CommandEnded ended) {
        if (ended.key().purpose() != Purpose.OFFER) {
            return;
        }
        Campaign campaign = entities.find(Campaign.class, ended.key().subject());
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
                campaign.state == State.PUBLISHED
                        ? new CampaignEvent.Published(campaign.id)
                        : new CampaignEvent.Refused(campaign.id, campaign.refusal));
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
                                + " and not exists (select 1 from team t where t.store_id = c.store_id and "
                                + "t.campaign_id = c.id and t.due_at is not null)"
                                + " limit 100",
                        reader))
                .forEach(due -> withdrawOffer(due.store(), due.id()));
    }

    private void withdrawOffer(StoreId store, UUID id) {
        transactions.inStore(store, () -> {
            Campaign campaign = get(id);
            if (campaign.state == State.CLOSED && campaign.offerReference != null) {
                commands.issue(
                        store,
                        CommandKey.of(Purpose.CLOSE_OFFER, id),
                        new ShopCommand.CloseOffer(campaign.offerReference));
                campaign.offerReference = null;
            }
        });
    }
}
