package shop.gather.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderStateChanged;

/** Links of one store, and what of them is copied to the directory of codes. */
class GroupLinksTest {

    private static final URI HOME = URI.create("https://shop.example");
    private static final URI MOVED = URI.create("https://moved.example");
    private static final URI TEA = URI.create("https://shop.example/products/tea");

    private static GroupLinks links(StoreDatabase database) {
        database.bean(LinkRoutes.class).open();
        return database.bean(GroupLinks.class);
    }

    private static GroupLinkRows rows(StoreDatabase database) {
        return database.bean(GroupLinkRows.class);
    }

    private static GroupLink add(StoreDatabase database, LeaderId leader, String variant) {
        LinkTargets.Target target = new LinkTargets.Target(variant, variant == null ? HOME : TEA, HOME);
        return database.transactions()
                .inStore(database.store(), () -> links(database).create(database.store(), leader, target));
    }

    private static GroupLink find(StoreDatabase database, LinkId id) {
        return links(database).find(database.store(), id).orElseThrow();
    }

    /** What the directory knows of a link: where it leads, the front page, and whether both are alive. */
    private static String entry(StoreDatabase database, GroupLink link) {
        return database.transactions()
                .inDirectory(() -> database.sql()
                        .directory(
                                "select target, home, link_live, leader_live from link_code where code = ?",
                                row -> row.getString("target") + " " + row.getString("home") + " "
                                        + row.getBoolean("link_live") + " " + row.getBoolean("leader_live"),
                                link.code()))
                .get(0);
    }

    private static void clicked(StoreDatabase database, LinkId link, LocalDate day, long clicks) {
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "insert into click_count (store_id, link_id, clicked_on, clicks) values (:store, ?, ?, ?)",
                        link,
                        day,
                        clicks));
    }

    @OnBothDatabases
    void aNewLinkIsWhatIsReadAfterwards(StoreDatabase database) {
        LeaderId leader = database.leader();
        GroupLink made = add(database, leader, "tea");
        GroupLink found = find(database, made.id());
        assertThat(found).usingRecursiveComparison().isEqualTo(made);
        assertThat(found.leaderId()).isEqualTo(leader);
        assertThat(found.variantId()).isEqualTo("tea");
        assertThat(found.target()).isEqualTo(TEA.toString());
        assertThat(found.live()).isTrue();
        assertThat(found.clicks()).isZero();
        assertThat(found.version()).isZero();
        assertThat(Duration.between(found.createdAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(10));
        assertThat(LinkCode.in(found.code())).isEqualTo(found.code());
        assertThat(entry(database, found)).isEqualTo(TEA + " " + HOME + " true true");
        GroupLink home = find(database, add(database, leader, null).id());
        assertThat(home.variantId()).isNull();
        assertThat(home.target()).isEqualTo(HOME.toString());
    }

    @OnBothDatabases
    void clicksOfAllDaysAreCounted(StoreDatabase database) {
        GroupLink link = add(database, database.leader(), "tea");
        GroupLink other = add(database, link.leaderId(), "tea");
        clicked(database, link.id(), LocalDate.of(2026, 11, 1), 3_000_000_000L);
        clicked(database, link.id(), LocalDate.of(2026, 11, 2), 4);
        clicked(database, other.id(), LocalDate.of(2026, 11, 2), 7);
        assertThat(find(database, link.id()).clicks()).isEqualTo(3_000_000_004L);
        assertThat(links(database)
                        .pageOf(database.store(), link.leaderId(), null, 10)
                        .items())
                .extracting(GroupLink::clicks)
                .containsExactly(7L, 3_000_000_004L);
    }

    @OnBothDatabases
    void aLinkIsDisabledInTheVersionThatWasSeen(StoreDatabase database) {
        GroupLink link = add(database, database.leader(), "tea");
        GroupLinks links = links(database);
        GroupLink disabled = links.setLive(database.store(), "owner:test", link.id(), "\"0\"", false);
        assertThat(disabled.live()).isFalse();
        assertThat(disabled.version()).isEqualTo(1);
        assertThat(entry(database, link)).endsWith("false true");
        ProblemException stale = catchThrowableOfType(
                ProblemException.class, () -> links.setLive(database.store(), "owner:test", link.id(), "\"0\"", true));
        assertThat(stale.code()).isEqualTo(ProblemCode.VERSION_MISMATCH);
        assertThat(database.transactions().inStore(database.store(), () -> rows(database)
                        .setLive(link.id().value(), 0, true)))
                .isFalse();
        assertThat(find(database, link.id()).live()).isFalse();
        assertThat(links.setLive(database.store(), "owner:test", link.id(), "\"1\"", true)
                        .version())
                .isEqualTo(2);
        assertThat(entry(database, link)).endsWith("true true");
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase database) {
        StoreDatabase other = database.anotherStore();
        GroupLink link = add(database, database.leader(), "tea");
        GroupLink home = add(database, database.leader(), null);
        assertThat(links(other).find(other.store(), link.id())).isEmpty();
        assertThat(links(other).page(other.store(), null, 10).items()).isEmpty();
        assertThat(links(other).pageOf(other.store(), link.leaderId(), null, 10).items())
                .isEmpty();
        LinkPages pages = other.bean(LinkPages.class);
        assertThat(pages.variants(other.store(), "", 10)).isEmpty();
        pages.lead(other.store(), "tea", MOVED, MOVED);
        pages.lead(other.store(), MOVED);
        assertThat(other.transactions().inStore(other.store(), () -> rows(other)
                        .setLive(link.id().value(), 0, false)))
                .isFalse();
        assertThat(find(database, link.id())).usingRecursiveComparison().isEqualTo(link);
        assertThat(entry(database, link)).isEqualTo(TEA + " " + HOME + " true true");
        assertThat(entry(database, home)).isEqualTo(HOME + " " + HOME + " true true");
    }

    @OnBothDatabases
    void linksFollowAShopThatMoves(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        GroupLink tea = add(database, database.leader(), "tea");
        GroupLink again = add(database, database.leader(), "tea");
        GroupLink mint = add(database, database.leader(), "mint");
        GroupLink home = add(database, database.leader(), null);
        LinkPages pages = database.bean(LinkPages.class);
        assertThat(pages.variants(database.store(), "", 10)).containsExactly("mint", "tea");
        assertThat(pages.variants(database.store(), "mint", 10)).containsExactly("tea");
        assertThat(pages.variants(database.store(), "", 1)).containsExactly("mint");
        URI page = MOVED.resolve("/products/tea");
        pages.lead(database.store(), "tea", page, MOVED);
        for (GroupLink moved : List.of(tea, again)) {
            assertThat(find(database, moved.id()).target()).isEqualTo(page.toString());
            // An owner who is about to disable it need not read it again.
            assertThat(find(database, moved.id()).version()).isZero();
            assertThat(entry(database, moved)).isEqualTo(page + " " + MOVED + " true true");
        }
        assertThat(find(database, mint.id()).target()).isEqualTo(TEA.toString());
        assertThat(entry(database, home)).isEqualTo(HOME + " " + HOME + " true true");
        pages.lead(database.store(), MOVED);
        assertThat(find(database, home.id()).target()).isEqualTo(MOVED.toString());
        assertThat(entry(database, home)).isEqualTo(MOVED + " " + MOVED + " true true");
        assertThat(entry(database, mint)).isEqualTo(TEA + " " + HOME + " true true");
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEnded(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        LeaderId one = database.leader();
        LeaderId other = database.leader();
        List<UUID> all = new ArrayList<>();
        List<UUID> ofOne = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            LeaderId leader = i % 3 == 0 ? other : one;
            LinkId id = add(database, leader, "tea").id();
            all.add(0, id.value());
            if (leader == one) {
                ofOne.add(0, id.value());
            }
        }
        GroupLinks links = links(database);
        assertThat(all(cursor -> links.page(database.store(), cursor, 3))).isEqualTo(all);
        assertThat(all(cursor -> links.pageOf(database.store(), one, cursor, 3)))
                .isEqualTo(ofOne);
    }

    private static List<UUID> all(Function<String, Page<GroupLink>> list) {
        List<UUID> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<GroupLink> page = list.apply(cursor);
            page.items().forEach(link -> found.add(link.id().value()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    @OnBothDatabases
    void aLinkCostsTheseStatements(StoreDatabase database) {
        LeaderId leader = database.leader();
        GroupLinks links = links(database);
        LinkPages pages = database.bean(LinkPages.class);
        UUID[] made = new UUID[1];
        Map<String, Integer> costs = new LinkedHashMap<>();
        costs.put(
                "create",
                database.statementsOf(
                        () -> made[0] = add(database, leader, "tea").id().value()));
        LinkId id = new LinkId(made[0]);
        costs.put("find", database.statementsOf(() -> links.find(database.store(), id)));
        costs.put("page", database.statementsOf(() -> links.page(database.store(), null, 50)));
        costs.put("page of", database.statementsOf(() -> links.pageOf(database.store(), leader, null, 50)));
        costs.put(
                "disable",
                database.statementsOf(() -> links.setLive(database.store(), "owner:test", id, "\"0\"", false)));
        costs.put("move", database.statementsOf(() -> pages.lead(database.store(), "tea", MOVED, MOVED)));
        costs.put("move home", database.statementsOf(() -> pages.lead(database.store(), MOVED)));
        assertThat(costs).hasToString("{create=5, find=1, page=1, page of=1, disable=6, move=2, move home=2}");
    }

    @OnBothDatabases
    void theLinksOfASuspendedLeaderComeBackWithHer(StoreDatabase database) {
        GroupLink link = add(database, database.leader(), "tea");
        GroupLink other = add(database, database.leader(), "tea");
        for (boolean active : new boolean[] {false, true}) {
            database.transactions().inStore(database.store(), () -> links(database)
                    .on(new LeaderStateChanged(database.store(), link.leaderId(), active)));
            assertThat(entry(database, link)).endsWith("true " + active);
            assertThat(entry(database, other)).endsWith("true true");
        }
    }
}
