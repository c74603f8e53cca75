package shop.gather.it.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;

/**
 * Joins of real members: each was exchanged for a session at the shop. A member has one open place in a campaign, so
 * each run has fresh campaigns; their teams are put in by SQL before the clock starts. The shop admits the buyers
 * meanwhile on the same machine; what is left of that is waited for after the run.
 */
final class JoinLoad {

    private final Terms terms;
    private final GatherServer server;
    private final Store store;
    private final List<String> tokens;

    /** @param perSecond joins @param cpuMicroseconds of the server for one */
    record Outcome(double perSecond, double cpuMicroseconds) {}

    /** Members and sessions through the shop, as any storefront does it. */
    JoinLoad(Terms terms, GatherServer server, Store store) {
        this.terms = terms;
        this.server = server;
        this.store = store;
        this.tokens = Sessions.of(store, terms.members(), terms.clients()).tokens();
    }

    /** Every member joins a team of every campaign. */
    Outcome everywhere(int campaigns, int teams) {
        return run(campaigns, teams, Math.max(2, terms.members()));
    }

    /** Every member joins the same team. */
    Outcome oneTeam(int places) {
        return run(1, 1, places);
    }

    private Outcome run(int campaigns, int teams, int size) {
        List<byte[]> requests = new ArrayList<>();
        Load load = new Load(server.address(), terms.clients());
        for (int campaign = 0; campaign < campaigns; campaign++) {
            String id =
                    store.aCampaign(Money.of(CurrencyUnit.EUR, 10), size, Duration.ofHours(24), Duration.ofHours(2));
            List<String> open = teams(id, size, Math.max(1, teams / campaigns));
            for (int member = 0; member < tokens.size(); member++) {
                requests.add(load.post(
                        "/storefront/v1/teams/" + open.get(member % open.size()) + "/participations",
                        "Authorization: Bearer " + tokens.get(member) + "\r\nIdempotency-Key: " + UUID.randomUUID()
                                + "\r\n",
                        ""));
            }
        }
        ServerProcess process = new ServerProcess(server.pid());
        double before = process.cpuSeconds();
        Load.Outcome outcome = load.each(requests, 201);
        if (outcome.other() > 0) {
            throw new IllegalStateException(outcome.other() + " of " + requests.size() + " joins were refused");
        }
        double cpu = (process.cpuSeconds() - before) * 1e6 / outcome.answered();
        new Admissions(server).drain();
        return new Outcome(outcome.perSecond(), cpu);
    }

    /** Fresh teams without anybody in them. */
    private List<String> teams(String campaign, int size, int count) {
        List<String> ids = new ArrayList<>();
        try (Connection owner = server.storage().openAsOwner();
                var insert = owner.prepareStatement(
                        "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, state, "
                                + "opened_at, deadline, due_at)"
                                + " select ?, ?, ?, m.id, ?, ?, 0, 0, 'OPEN', now(), now() + interval '1 day', now() + interval '1 day'"
                                + " from member m where m.store_id = ? limit 1")) {
            for (int i = 0; i < count; i++) {
                UUID id = UUID.randomUUID();
                insert.setObject(1, UUID.fromString(store.id()));
                insert.setObject(2, id);
                insert.setObject(3, UUID.fromString(campaign));
                insert.setInt(4, size);
                insert.setInt(5, size);
                insert.setObject(6, UUID.fromString(store.id()));
                insert.addBatch();
                ids.add(id.toString());
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return ids;
    }
}
