package shop.gather.groupbuy.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Visibility;
import shop.gather.groupbuy.directory.OpenTeams.OpenTeam;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.Page;

/** A store of its own with campaigns on articles of 12.99 at a group price of 10.00, and teams as a test needs them. */
final class DirectoryOnDatabase {

    private static final int SIZE = 10;

    final StoreDatabase database;
    final OpenTeams teams;
    private int opened;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    DirectoryOnDatabase(StoreDatabase shared) {
        database = shared.anotherStore();
        teams = database.bean(OpenTeams.class);
    }

    CampaignId aCampaign(String variant) {
        return aCampaign(variant, Visibility.PUBLIC);
    }

    CampaignId aCampaign(String variant, Visibility visibility) {
        CampaignId id = new CampaignId(Ids.next());
        write(
                "insert into campaign (store_id, id, name, variant_id, title, product_id, product_url, currency, list_price,"
                        + " terms, starts_at, ends_at, state, price_by, visibility, version, created_at)"
                        + " values (:store, ?, 'Tea for many', ?, 'Green tea', 'tea', 'https://shop.example/tea', 'EUR', 1299,"
                        + " ?, now() - interval '1' hour, now() + interval '2' day, 'PUBLISHED', 'OFFER', ?, 0, now())",
                id,
                variant,
                TermsJson.write(SomeTerms.team("EUR 10.00", SIZE)),
                visibility);
        return id;
    }

    /** What a row of teams is. @param open false for one that has failed */
    record Kind(int taken, boolean open, boolean listed) {
        static final Kind ROOMY = new Kind(1, true, true);
        static final Kind NEARLY_FULL = new Kind(SIZE - 2, true, true);
        static final Kind FULL = new Kind(SIZE, true, true);
        static final Kind ENDED = new Kind(1, false, true);
        static final Kind HIDDEN = new Kind(1, true, false);
    }

    TeamId aTeam(CampaignId campaign, Kind kind, Duration left) {
        return teams(campaign, kind, List.of(left)).get(0);
    }

    /** Teams of ten, one for each time that is left until its deadline. */
    List<TeamId> teams(CampaignId campaign, Kind kind, List<Duration> left) {
        List<TeamId> ids = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (Duration each : left) {
            TeamId id = new TeamId(Ids.next());
            ids.add(id);
            rows.add(new Object[] {
                id,
                campaign,
                Ids.next(),
                kind.taken(),
                kind.open() ? "OPEN" : "FAILED",
                // Always two in the same instant.
                now.minus(Duration.ofHours(1)).plusMillis(opened++ / 2),
                now.plus(each),
                kind.listed()
            });
        }
        database.transactions().inStore(database.store(), () -> database.sql()
                .batch(
                        database.store(),
                        "insert into team (store_id, id, campaign_id, opened_by, size, minimum, held, paid, state, opened_at,"
                                + " deadline, listed) values (:store, ?, ?, ?, 10, 10, ?, 0, ?, ?, ?, ?)",
                        rows));
        return ids;
    }

    void write(String statement, Object... args) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
    }

    void join(TeamId team) {
        write("update team set held = held + 1 where store_id = :store and id = ?", team);
    }

    void leave(TeamId team) {
        write("update team set held = held - 1 where store_id = :store and id = ?", team);
    }

    Page<OpenTeam> page(TeamFilter filter, TeamOrder order, String cursor, int limit) {
        return teams.page(database.store(), filter, order, cursor, limit);
    }

    static List<TeamId> ids(Page<OpenTeam> page) {
        return page.items().stream().map(OpenTeam::id).toList();
    }

    /** All pages, in their order. */
    List<TeamId> all(TeamFilter filter, TeamOrder order, int limit) {
        return all(filter, order, limit, page -> {});
    }

    /** All pages; something happens after each. */
    List<TeamId> all(TeamFilter filter, TeamOrder order, int limit, java.util.function.Consumer<Set<TeamId>> between) {
        List<TeamId> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<OpenTeam> page = page(filter, order, cursor, limit);
            found.addAll(ids(page));
            cursor = page.next();
            between.accept(Set.copyOf(found));
        } while (cursor != null);
        return found;
    }
}
