package shop.gather.message.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import shop.gather.groupbuy.TeamId;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.message.Language;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;

/** The life of a message: it is made once, shown, read, and deleted. */
class InboxTest {

    private StoreDatabase database;
    private StoreId store;
    private Messages messages;
    private Inbox inbox;
    private final MemberId mia = new MemberId(Ids.next());
    private final MemberId noah = new MemberId(Ids.next());

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        messages = database.bean(Messages.class);
        inbox = database.bean(Inbox.class);
    }

    private void tell(MemberId member, MessageContent content) {
        database.transactions().inStore(store, () -> messages.tell(store, member, content));
    }

    private static MessageContent failed(TeamId team) {
        return MessageContent.of(MessageKind.TEAM_FAILED, team)
                .with(Placeholder.CAMPAIGN, "Tea for \"two\" <b>")
                .build();
    }

    private static MessageContent failed() {
        return failed(new TeamId(Ids.next()));
    }

    private Inbox.Shown shown(MemberId member) {
        return inbox.show(store, member, Language.EN, null, 50);
    }

    @OnBothDatabases
    void aMemberIsToldOnceOfEachOccasion(StoreDatabase shared) {
        aStoreOn(shared);
        TeamId team = new TeamId(Ids.next());
        tell(mia, failed(team));
        tell(mia, failed(team));
        tell(mia, failed());
        assertThat(shown(mia).items()).hasSize(2);
        assertThat(shown(mia).items().get(1)).satisfies(message -> {
            assertThat(message.kind()).isEqualTo("team-failed");
            assertThat(message.about()).isEqualTo(team.value());
            assertThat(message.subject()).isEqualTo("Your team for Tea for \"two\" <b> has not succeeded");
            assertThat(message.createdAt()).isNotNull();
            assertThat(message.readAt()).isNull();
        });
        assertThat(inbox.show(store, mia, Language.ZH, null, 50).items().get(0).subject())
                .isEqualTo("您的“Tea for \"two\" <b>”拼团未成功");
    }

    @OnBothDatabases
    void anotherMemberAndAnotherStoreSeeNothing(StoreDatabase shared) {
        aStoreOn(shared);
        tell(mia, failed());
        assertThat(shown(noah)).isEqualTo(new Inbox.Shown(List.of(), null, 0));
        StoreId other = shared.anotherStore().store();
        assertThat(inbox.show(other, mia, Language.EN, null, 50).items()).isEmpty();
        MessageId message = shown(mia).items().get(0).id();
        assertThatThrownBy(() -> inbox.read(store, noah, message)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> inbox.read(other, mia, message)).isInstanceOf(ProblemException.class);
        assertThat(shown(mia).unread()).isEqualTo(1);
    }

    @OnBothDatabases
    void pagesAreNewestFirstAndCountWhatIsUnreadOnAll(StoreDatabase shared) {
        aStoreOn(shared);
        List<TeamId> teams =
                Stream.generate(() -> new TeamId(Ids.next())).limit(5).toList();
        teams.forEach(team -> tell(mia, failed(team)));
        Inbox.Shown first = inbox.show(store, mia, Language.EN, null, 3);
        Inbox.Shown second = inbox.show(store, mia, Language.EN, first.next(), 3);
        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.items().stream())
                        .map(Inbox.View::about))
                .containsExactly(
                        teams.get(4).value(),
                        teams.get(3).value(),
                        teams.get(2).value(),
                        teams.get(1).value(),
                        teams.get(0).value());
        assertThat(second.next()).isNull();
        assertThat(first.unread()).isEqualTo(5);
        assertThat(second.unread()).isEqualTo(5);
    }

    @OnBothDatabases
    void readingIsRecordedOnce(StoreDatabase shared) {
        aStoreOn(shared);
        tell(mia, failed());
        MessageId message = shown(mia).items().get(0).id();
        inbox.read(store, mia, message);
        Inbox.View read = shown(mia).items().get(0);
        assertThat(read.readAt()).isNotNull();
        inbox.read(store, mia, message);
        assertThat(shown(mia).items()).containsExactly(read);
        assertThat(shown(mia).unread()).isZero();
    }

    @OnBothDatabases
    void anInboxCostsTheSameStatementsHoweverFullItIs(StoreDatabase shared) {
        aStoreOn(shared);
        for (int i = 0; i < 3; i++) {
            tell(mia, failed());
        }
        int few = database.statementsOf(() -> shown(mia));
        for (int i = 0; i < 27; i++) {
            tell(mia, failed());
        }
        assertThat(shown(mia).items()).hasSize(30);
        assertThat(database.statementsOf(() -> shown(mia))).isEqualTo(few).isLessThanOrEqualTo(5);
    }

    @OnBothDatabases
    void manyMembersAreToldByTwoStatements(StoreDatabase shared) {
        aStoreOn(shared);
        List<MemberId> many =
                Stream.generate(() -> new MemberId(Ids.next())).limit(1_000).toList();
        MessageContent content = failed();
        int statements = database.statementsOf(
                () -> database.transactions().inStore(store, () -> messages.tell(store, many, content)));
        assertThat(statements).isEqualTo(2);
        assertThat(shown(many.get(999)).items()).hasSize(1);
        database.transactions().inStore(store, () -> messages.tell(store, many, content));
        assertThat(shown(many.get(999)).items()).as("told again").hasSize(1);
    }

    @OnBothDatabases
    void anErasedMembersMessagesAreDeleted(StoreDatabase shared) {
        aStoreOn(shared);
        tell(mia, failed());
        tell(noah, failed());
        database.transactions().inStore(store, () -> messages.on(new MemberErased(store, mia)));
        assertThat(shown(mia).items()).isEmpty();
        assertThat(shown(noah).items()).hasSize(1);
    }

    @OnBothDatabases
    void messagesGoWithThePlacesOfAMergedMember(StoreDatabase shared) {
        aStoreOn(shared);
        TeamId both = new TeamId(Ids.next());
        tell(mia, failed(both));
        tell(mia, failed());
        tell(noah, failed(both));
        merge(false);
        assertThat(shown(noah).items()).as("the places stay with the first").hasSize(1);
        merge(true);
        assertThat(shown(noah).items()).hasSize(2);
        assertThat(shown(mia).items()).as("which the other has already").hasSize(1);
    }

    @OnBothDatabases
    void whatBecomesOfThePlacesThatStayBehindIsToldToTheRemainingMember(StoreDatabase shared) {
        aStoreOn(shared);
        merge(false);
        tell(mia, failed());
        assertThat(shown(mia).items()).as("the member has kept the customer").hasSize(1);
        merge(true);
        merge(true);
        tell(mia, failed());
        assertThat(shown(noah).items()).hasSize(2);
        assertThat(shown(mia).items()).isEmpty();
        MemberId ole = new MemberId(Ids.next());
        database.transactions().inStore(store, () -> messages.on(new MembersMerged(store, noah, ole, true)));
        tell(mia, failed());
        tell(noah, failed());
        assertThat(shown(ole).items()).hasSize(4);
    }

    private void merge(boolean told) {
        database.transactions().inStore(store, () -> messages.on(new MembersMerged(store, mia, noah, told)));
    }

    @OnBothDatabases
    void hiddenKindsAreNeitherShownNorCounted(StoreDatabase shared) {
        aStoreOn(shared);
        tell(
                mia,
                MessageContent.of(MessageKind.PLACE_PAID, new TeamId(Ids.next()))
                        .with(Placeholder.CAMPAIGN, "Tea")
                        .with(Placeholder.PAID, 1)
                        .with(Placeholder.NEEDED, 2)
                        .with(Placeholder.SIZE, 3)
                        .with(Placeholder.DEADLINE, Instant.parse("2026-12-01T12:00:00Z"))
                        .build());
        tell(mia, failed());
        assertThat(shown(mia).unread()).isEqualTo(2);
        hide(MessageKind.PLACE_PAID);
        assertThat(shown(mia).items()).extracting(Inbox.View::kind).containsExactly("team-failed");
        assertThat(shown(mia).unread()).isEqualTo(1);
    }

    private void hide(MessageKind kind) {
        write(
                "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                        + " values (:store, ?, 'Mia', now(), now())",
                mia);
        write(
                "insert into message_setting (store_id, member_id, kind, email, hidden) values (:store, ?, ?, false, true)",
                mia,
                kind);
    }

    @OnBothDatabases
    void readMessagesAreDeletedAfterHalfAYearAndUnreadOnesAfterTwo(StoreDatabase shared) {
        aStoreOn(shared);
        tell(mia, failed());
        tell(mia, failed());
        inbox.read(store, mia, shown(mia).items().get(0).id());
        assertThat(daysLeft()).containsExactly(180L, 730L);
    }

    private List<Long> daysLeft() {
        return database.transactions().inStore(store, () -> database.sql()
                .list(
                        store,
                        "select extract(epoch from delete_at - now()) / 86400 as days from message where store_id = :store"
                                + " order by delete_at",
                        row -> Math.round(row.getDouble("days"))));
    }

    @OnBothDatabases
    void expiredMessagesAreDeletedInPieces(StoreDatabase shared) {
        aStoreOn(shared);
        List<MemberId> many =
                Stream.generate(() -> new MemberId(Ids.next())).limit(501).toList();
        database.transactions().inStore(store, () -> messages.tell(store, many, failed()));
        write("update message set delete_at = now() - interval '1' minute where store_id = :store");
        tell(mia, failed());
        ExpiredMessages expired = database.bean(ExpiredMessages.class);
        assertThat(expired.stores()).contains(store);
        assertThat(expired.delete(store)).isEqualTo(500);
        assertThat(expired.delete(store)).isEqualTo(1);
        assertThat(expired.stores()).doesNotContain(store);
        assertThat(shown(mia).items()).hasSize(1);
    }

    private void write(String statement, Object... args) {
        database.transactions().inStore(store, () -> database.sql().update(store, statement, args));
    }
}
