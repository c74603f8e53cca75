package shop.gather.resale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.logging.Logger;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.CampaignCopies;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.spi.ShopException;

/**
 * Publishes the campaigns of new resales, and closes those that are to end. What is due stands in the rows, so that it is
 * done after a crash, too; a failed attempt is repeated after a minute. Thread-safe.
 */
@Singleton
class ResaleUpkeep implements Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(ResaleUpkeep.class.getName()));

    private static final int LONGEST_REFUSAL = 1_000;

    private final Transactions transactions;
    private final ResaleRows rows;
    private final Resales resales;
    private final CampaignCopies copies;
    private final DueRows due;
    private final Work work;

    @Inject
    ResaleUpkeep(
            Transactions transactions,
            ResaleRows rows,
            Resales resales,
            CampaignCopies copies,
            DueRows due,
            Work work) {
        this.transactions = transactions;
        this.rows = rows;
        this.resales = resales;
        this.copies = copies;
        this.due = due;
        this.work = work;
    }

    @Override
    public void sweep() {
        due.of("resale", "campaign_id", "due_at").forEach(row -> soon(row.store(), new CampaignId(row.id())));
    }

    /** Does in the background what is due of a resale. */
    void soon(StoreId store, CampaignId campaign) {
        work.soon(store, "resale:" + campaign, () -> advance(store, campaign));
    }

    /** Does what is due of a resale, on this thread. */
    void advance(StoreId store, CampaignId campaign) {
        Optional<Resale> resale = transactions.inStore(
                store, () -> rows.claim(store, campaign) ? rows.find(store, campaign) : Optional.empty());
        if (resale.isEmpty()) {
            return;
        }
        try {
            if (resale.get().ending() == null) {
                publish(store, campaign);
            } else {
                close(store, resale.get());
            }
        } catch (ShopException | ProblemException passes) {
            LOG.expected("resale " + campaign + " is tried again in a minute", passes);
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected("resale " + campaign + " is tried again in a minute", broken);
        }
    }

    private void publish(StoreId store, CampaignId campaign) {
        Optional<String> problem = copies.publish(store, campaign);
        transactions.inStore(
                store,
                () -> problem.ifPresentOrElse(
                        why -> resales.end(
                                store,
                                campaign,
                                Resale.Ending.NOT_PUBLISHED,
                                why.length() > LONGEST_REFUSAL ? why.substring(0, LONGEST_REFUSAL) : why),
                        () -> rows.published(store, campaign)));
    }

    private void close(StoreId store, Resale resale) {
        transactions.inStore(store, () -> resales.end(store, resale.campaign(), resale.ending(), resale.refusal()));
    }
}
