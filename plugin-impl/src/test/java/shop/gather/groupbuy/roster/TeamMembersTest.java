package shop.gather.groupbuy.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.roster.TeamMembers.Entry;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.message.Language;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;

/** Who is in a team, under which names. */
class TeamMembersTest {

    private static List<Entry> entries(ATeam team) {
        return page(team, null, 50).items();
    }

    private static Page<Entry> page(ATeam team, String cursor, int limit) {
        return team.database.bean(TeamMembers.class).page(team.store, team.team(), Language.EN, cursor, limit);
    }

    @OnBothDatabases
    void placesThatAreHeldOrPaidAreShownUnderTheChosenName(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        MemberId mia = team.aMember("Mia Wong");
        MemberId noah = team.aMember("Noah Secret");
        team.aPlace(mia, State.PAID);
        ParticipationId ended = team.aPlace(team.aMember("Ended"), State.EXPIRED);
        team.aPlace(noah, State.HELD);
        team.aPlace(team.aMember("Ole"), State.CONFIRMED);
        team.chooses(mia, TeamDisplay.INITIALS);

        List<Entry> entries = entries(team);
        assertThat(entries).extracting(Entry::number).containsExactly(1, 2, 3);
        assertThat(entries).extracting(Entry::paid).containsExactly(true, false, true);
        assertThat(entries).extracting(Entry::units).containsExactly(2, 2, 2);
        assertThat(entries).extracting(Entry::title).containsOnly("Tea");
        assertThat(entries).extracting(Entry::variantId).containsOnly("tea");
        assertThat(entries).noneMatch(entry -> entry.place().equals(ended));
        assertThat(entries.get(0).name()).isEqualTo("M. W.");
        assertThat(entries.get(0).member()).isEqualTo(mia);
        assertThat(entries.get(1).name()).matches("Buyer [2-9B-Z]{4}");

        String before = entries.get(1).name();
        team.write("update participation set state = 'LEFT' where store_id = :store and member_id = ?", mia);
        assertThat(entries(team).get(0).name())
                .as("the pseudonym stays when others leave")
                .isEqualTo(before);
        assertThat(entries(team).get(0).number()).isEqualTo(1);

        team.chooses(noah, TeamDisplay.INITIALS);
        assertThat(entries(team).get(0).name()).isEqualTo("N. S.");
        team.chooses(noah, TeamDisplay.PSEUDONYM);
        assertThat(entries(team).get(0).name()).isEqualTo(before);
    }

    @OnBothDatabases
    void anErasedMemberIsShownUnderAPseudonymAndTheChoiceIsDeleted(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        MemberId mia = team.aMember("Mia Wong");
        team.aPlace(mia, State.PAID);
        team.chooses(mia, TeamDisplay.INITIALS);
        TeamDisplays displays = team.database.bean(TeamDisplays.class);
        team.database.transactions().inStore(team.store, () -> displays.on(new MemberErased(team.store, mia)));
        team.write("update participation set buyer_erased = true where store_id = :store and member_id = ?", mia);
        assertThat(displays.of(team.store, mia)).isEqualTo(TeamDisplay.PSEUDONYM);
        assertThat(entries(team)).singleElement().satisfies(entry -> {
            assertThat(entry.name()).startsWith("Buyer ");
            assertThat(entry.member()).isNull();
        });
        team.write("update member set erased_at = now() where store_id = :store and id = ?", mia);
        assertThatThrownBy(() -> team.chooses(mia, TeamDisplay.INITIALS)).isInstanceOf(ProblemException.class);
    }

    @OnBothDatabases
    void afterAMergeTheRemainingMembersChoiceCounts(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        MemberId from = team.aMember("Mia Wong");
        MemberId into = team.aMember("Mia Wong");
        ParticipationId stays = team.aPlace(from, State.CONFIRMED);
        team.chooses(from, TeamDisplay.INITIALS);
        TeamDisplays displays = team.database.bean(TeamDisplays.class);
        team.database
                .transactions()
                .inStore(team.store, () -> displays.on(new MembersMerged(team.store, from, into, false)));
        assertThat(displays.of(team.store, from))
                .as("from keeps another customer")
                .isEqualTo(TeamDisplay.INITIALS);
        team.database
                .transactions()
                .inStore(team.store, () -> displays.on(new MembersMerged(team.store, from, into, true)));
        assertThat(displays.of(team.store, into)).isEqualTo(TeamDisplay.PSEUDONYM);
        assertThat(entries(team)).singleElement().satisfies(entry -> {
            assertThat(entry.place()).isEqualTo(stays);
            assertThat(entry.name()).startsWith("Buyer ");
        });
    }

    @OnBothDatabases
    void pagesAreBoundedAndCostTheSameForManyPlaces(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        for (int i = 0; i < 25; i++) {
            MemberId member = team.aMember("Mia Wong " + i);
            team.chooses(member, TeamDisplay.INITIALS);
            team.aPlace(member, State.PAID);
        }
        List<Integer> numbers = new ArrayList<>();
        String cursor = null;
        do {
            Page<Entry> page = page(team, cursor, 10);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(10);
            page.items().forEach(entry -> numbers.add(entry.number()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(numbers).hasSize(25).isSorted().startsWith(1).endsWith(25).doesNotHaveDuplicates();
        var members = team.database.bean(TeamMembers.class);
        var row = team.team();
        int one = team.database.statementsOf(() -> members.page(team.store, row, Language.EN, null, 1));
        int all = team.database.statementsOf(() -> members.page(team.store, row, Language.EN, null, 50));
        assertThat(all).isEqualTo(one).isLessThanOrEqualTo(3);
    }

    /** Two stores that were restored from the same copy have the same ids. */
    @OnBothDatabases
    void aStoreWithTheSameIdsSeesItsOwnBuyersOnly(StoreDatabase shared) {
        TeamId id = new TeamId(Ids.next());
        ATeam one = new ATeam(shared, id, "Tea", "Tea");
        ATeam other = new ATeam(shared, id, "Coffee", "Coffee");
        MemberId member = new MemberId(Ids.next());
        one.aMember(member, "Mia Wong");
        other.aMember(member, "Xu Yan");
        one.chooses(member, TeamDisplay.INITIALS);
        one.aPlace(member, State.PAID);
        assertThat(entries(other)).isEmpty();
        other.aPlace(member, State.PAID);
        assertThat(entries(one)).singleElement().satisfies(entry -> assertThat(entry.name())
                .isEqualTo("M. W."));
        assertThat(entries(other)).singleElement().satisfies(entry -> {
            assertThat(entry.name()).startsWith("Buyer ");
            assertThat(entry.title()).isEqualTo("Coffee");
        });
    }

    @OnBothDatabases
    void aMemberBelongsToATeamByAPlaceOrByOpeningIt(StoreDatabase shared) {
        ATeam team = new ATeam(shared);
        TeamMembers members = team.database.bean(TeamMembers.class);
        MemberId mia = team.aMember("Mia");
        MemberId gone = team.aMember("Gone");
        team.aPlace(mia, State.HELD);
        team.aPlace(gone, State.LEFT);
        assertThat(members.belongs(team.store, team.team(), mia)).isTrue();
        assertThat(members.belongs(team.store, team.team(), team.opener)).isTrue();
        assertThat(members.belongs(team.store, team.team(), gone)).isFalse();
        assertThat(members.belongs(team.store, team.team(), team.aMember("Noah")))
                .isFalse();
    }

    @Test
    void aPseudonymIsDifferentInEachTeam() {
        ParticipationId place = new ParticipationId(Ids.next());
        TeamId one = new TeamId(Ids.next());
        String label = BuyerLabel.pseudonym(one, place, Language.EN);
        assertThat(BuyerLabel.pseudonym(one, place, Language.EN)).isEqualTo(label);
        assertThat(BuyerLabel.pseudonym(one, place, Language.ZH)).isEqualTo(label.replace("Buyer", "团友"));
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(BuyerLabel.pseudonym(new TeamId(Ids.next()), place, Language.EN));
        }
        assertThat(others.stream().filter(label::equals).count()).isLessThanOrEqualTo(1);
        assertThat(BuyerLabel.initials(" \u202e ", one, place, Language.EN)).isEqualTo(label);
    }
}
