package shop.gather.groupbuy.presale.opening;

import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.PresaleOfferAnswered;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.presale.Presales.Presale;
import shop.gather.ledger.StoreDatabase;

/** Opens payments of presales as the owner and the sweep do, on a node. */
public record Openings(StoreDatabase node, CampaignId campaign) {

    /** The size of a batch. */
    public static final int BATCH = Reservations.BATCH;

    /** As the owner asks for it; the places are opened by {@link #sweep}. */
    public void open() {
        node.bean(PaymentOpenings.class).open(node.store(), campaign, "owner:test");
        tellTheAnswer();
    }

    /** A node is killed after its first batch. */
    public void openOneBatch() {
        node.bean(Reservations.class).openSome(node.store(), presale());
    }

    public void sweep() {
        node.bean(PaymentOpenings.class).advance(node.store(), campaign);
        tellTheAnswer();
    }

    /** As the container does: the shop has accepted the price, or need not know it. */
    private void tellTheAnswer() {
        node.transactions().inStore(node.store(), () -> node.bean(PaymentOpenings.class)
                .answered(new PresaleOfferAnswered(node.store(), campaign, null)));
    }

    /** The shop refuses the price when the owner opens the payment. */
    public void openInVain(String refusal) {
        node.bean(PaymentOpenings.class).open(node.store(), campaign, "owner:test");
        node.transactions().inStore(node.store(), () -> node.bean(PaymentOpenings.class)
                .answered(new PresaleOfferAnswered(node.store(), campaign, refusal)));
    }

    public Presale presale() {
        return node.transactions().inStore(node.store(), () -> node.bean(Presales.class)
                .find(node.store(), campaign)
                .orElseThrow());
    }
}
