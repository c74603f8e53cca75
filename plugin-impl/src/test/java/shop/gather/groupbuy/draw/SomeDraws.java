package shop.gather.groupbuy.draw;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.ledger.StoreDatabase;

/** The draws of a store, for tests of teams. */
public final class SomeDraws {

    private final StoreDatabase database;

    public SomeDraws(StoreDatabase database) {
        this.database = database;
    }

    public void prepare(TeamId team, CampaignTerms terms) {
        database.transactions()
                .inStore(database.store(), () -> database.bean(Draws.class).prepare(database.store(), team, terms));
    }

    /** The commitment, which is published before the draw. */
    public String commitment(TeamId team) {
        return draw(team).commitment();
    }

    /** The revealed secret; null before the draw. */
    public String secret(TeamId team) {
        return draw(team).secret();
    }

    public Set<String> entries(TeamId team) {
        return texts(draw(team).entries());
    }

    /** The winners that were stored. */
    public Set<String> won(TeamId team) {
        return texts(draw(team).won());
    }

    /** The winners by the published values alone. */
    public Set<String> recomputed(TeamId team) {
        Draws.Published draw = draw(team);
        byte[] secret = HexFormat.of().parseHex(draw.secret());
        if (!FairDraw.commitment(secret).equals(draw.commitment())) {
            throw new AssertionError("the secret is not the one that was committed to");
        }
        String seed = FairDraw.seed(team, draw.closedAt(), draw.entries());
        return texts(FairDraw.winners(secret, seed, draw.entries(), draw.winners()));
    }

    private Draws.Published draw(TeamId team) {
        return database.bean(Draws.class).published(database.store(), team).orElseThrow();
    }

    private static Set<String> texts(Collection<ParticipationId> ids) {
        return ids.stream().map(ParticipationId::toString).collect(Collectors.toCollection(TreeSet::new));
    }
}
