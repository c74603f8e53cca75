package shop.gather.message.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shop.gather.message.MessageKind.PAYMENT_DECLINED;
import static shop.gather.message.MessageKind.TEAM_FAILED;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import shop.gather.groupbuy.TeamId;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.message.MessageContent;
import shop.gather.message.Placeholder;
import shop.gather.message.channel.ChannelFixtures;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.Counts;
import shop.gather.message.channel.MailServer;
import shop.gather.message.channel.MessageChannels;
import shop.gather.message.inbox.MessageId;
import shop.gather.message.setting.SettingFixtures;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.EmailHash;

/** E-mail when the server refuses, is away or hesitates, when a node ends, and at night. */
class MailTroubleTest {

    private static final String ALLOW = "gather.outbound.allow";

    private MailServer server;
    private ToldMembers told;
    private MemberId mia;

    @BeforeAll
    static void allowThisMachine() {
        System.setProperty(ALLOW, "127.0.0.1");
    }

    @AfterAll
    static void allowNothing() {
        System.clearProperty(ALLOW);
    }

    @BeforeEach
    void start() {
        server = MailServer.plain();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void aStoreThatMails(StoreDatabase shared) {
        told = new ToldMembers(shared);
        ChannelFixtures.mailThrough(told.node, told.store, server);
        mia = told.aMember("mia@a.example", TEAM_FAILED);
    }

    @OnBothDatabases
    void aMailThatIsNotTakenNowIsSentLater(StoreDatabase shared) {
        aStoreThatMails(shared);
        MemberId noah = told.aMember("noah@a.example", TEAM_FAILED);
        server.recipients(address -> address.startsWith("mia") ? "450 4.2.0 Greylisted" : null);
        told.tell(ToldMembers.failed("Tea"), mia, noah);
        told.sendMail();
        assertThat(server.mails()).as("the other is not held up").hasSize(1);
        assertThat(told.states()).containsExactly("SENT", "WAITING");
        told.sendMail();
        assertThat(server.mails()).as("not at once").hasSize(1);
        server.recipients(address -> null);
        told.timePasses();
        told.sendMail();
        told.timePasses();
        told.sendMail();
        assertThat(server.mails())
                .extracting(MailServer.Mail::recipient)
                .containsExactly("noah@a.example", "mia@a.example");
        assertThat(told.alarms()).isEmpty();
    }

    @OnBothDatabases
    void anAddressThatDoesNotExistGetsNoMoreMailUntilTheMemberConsentsAgain(StoreDatabase shared) {
        aStoreThatMails(shared);
        server.recipients(address -> "550 5.1.1 <" + address + ">: No such user");
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        assertThat(told.counts()).isEqualTo(new Counts(0, 0, 1, 0));
        assertThat(told.number(
                        "select count(*) as n from message_delivery d join message_bounce b on b.store_id = d.store_id"
                                + " where d.store_id = :store and d.last_failure like '%<(address)>: No such user%'"
                                + " and b.reason = d.last_failure"))
                .as("no address is kept")
                .isEqualTo(1);
        server.recipients(address -> null);
        told.tell(ToldMembers.failed("Coffee"), mia);
        told.sendMail();
        assertThat(told.counts()).isEqualTo(new Counts(0, 0, 1, 1));
        assertThat(server.mails()).isEmpty();
        assertThat(told.alarms()).as("nothing for a person to do").isEmpty();

        SettingFixtures.consent(told.node, told.store, mia, Set.of());
        SettingFixtures.consent(told.node, told.store, mia, Set.of(TEAM_FAILED));
        told.tell(ToldMembers.failed("Cake"), mia);
        told.sendMail();
        assertThat(server.mails()).hasSize(1);

        server.recipients(address -> "550 5.1.1 No such user");
        told.tell(ToldMembers.failed("Bread"), mia);
        told.sendMail();
        server.recipients(address -> null);
        told.write("update member set email = 'new@a.example' where store_id = :store and id = ?", mia);
        told.tell(ToldMembers.failed("Salt"), mia);
        told.sendMail();
        assertThat(server.mails()).as("another address").hasSize(2);
        told.node
                .transactions()
                .inStore(told.store, () -> told.node.bean(Bounces.class).on(new MemberErased(told.store, mia)));
        assertThat(told.number("select count(*) as n from message_bounce where store_id = :store"))
                .isZero();
    }

    @OnBothDatabases
    void aServerThatDoesNotRelayIsNoProofAgainstAnAddress(StoreDatabase shared) {
        aStoreThatMails(shared);
        server.recipients(address -> "554 5.7.1 Relay access denied");
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        assertThat(told.counts()).isEqualTo(new Counts(0, 1, 0, 0));
        assertThat(told.alarms()).singleElement().asString().contains("Relay access denied", "1 messages");
        server.recipients(address -> null).data(address -> "554 5.6.0 Looks like spam");
        told.tell(ToldMembers.failed("Coffee"), mia);
        told.sendMail();
        assertThat(told.counts()).isEqualTo(new Counts(0, 2, 0, 0));
        assertThat(told.alarms()).as("one for the channel").hasSize(1);
        server.data(address -> null);
        told.tell(ToldMembers.failed("Cake"), mia);
        told.sendMail();
        assertThat(server.mails()).hasSize(1);
    }

    @OnBothDatabases
    void aServerThatIsAwayGetsEverythingOnceWhenItIsBack(StoreDatabase shared) {
        aStoreThatMails(shared);
        told.tell(ToldMembers.failed("Tea"), mia);
        server.stop();
        for (int turn = 0; turn < MessageDelivery.REPORTED_TURNS; turn++) {
            assertThat(told.alarms()).as("most failures pass").isEmpty();
            told.timePasses();
            told.sendMail();
        }
        assertThat(told.alarms()).singleElement().asString().contains("email", "No connection to 127.0.0.1");
        // The process ends, and another one goes on.
        told = told.elsewhere();
        server.start();
        told.timePasses();
        told.sendMail();
        told.timePasses();
        told.sendMail();
        assertThat(server.mails()).hasSize(1);
        assertThat(told.alarms()).isEmpty();
    }

    @OnBothDatabases
    void aSenderThatTheServerRefusesIsAFaultOfTheChannel(StoreDatabase shared) {
        aStoreThatMails(shared);
        server.sender("550 5.7.1 Sender not allowed");
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        assertThat(told.states()).containsExactly("WAITING");
        server.sender(null);
        told.timePasses();
        told.sendMail();
        assertThat(server.mails()).hasSize(1);
    }

    @OnBothDatabases
    void whatCouldNotBeSentForThreeDaysIsGivenUpWithOneAlarm(StoreDatabase shared) {
        aStoreThatMails(shared);
        MemberId noah = told.aMember("noah@a.example", TEAM_FAILED);
        told.tell(ToldMembers.failed("Tea"), mia, noah);
        told.node.bean(MessageDispatch.class).dispatch(told.store);
        server.stop();
        told.threeDaysPass();
        told.sendMail();
        assertThat(told.states()).containsExactly("FAILED");
        assertThat(told.counts().failed()).isEqualTo(2);
        assertThat(told.alarms()).singleElement().asString().contains("2 messages were given up");
        server.start();
        told.timePasses();
        told.sendMail();
        assertThat(server.mails()).isEmpty();
    }

    @OnBothDatabases
    void aNodeThatEndsAfterSendingRepeatsTheSameMessageId(StoreDatabase shared) {
        aStoreThatMails(shared);
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        // As if the process had ended between the server's answer and the commit.
        told.write("update message_delivery set state = 'WAITING', ended_at = null, next_attempt_at = now()"
                + " where store_id = :store");
        told.elsewhere().sendMail();
        assertThat(server.mails()).hasSize(2);
        assertThat(server.mails().get(1).header("Message-ID"))
                .isEqualTo(server.mails().get(0).header("Message-ID"));
    }

    @OnBothDatabases
    void twoNodesDoNotSendTheSameMail(StoreDatabase shared) {
        aStoreThatMails(shared);
        ToldMembers other = told.elsewhere();
        told.tell(ToldMembers.failed("Tea"), mia);
        assertThat(told.node.bean(MessageChannels.class).claim(told.store, ChannelKind.EMAIL, MessageDelivery.LEASE))
                .isPresent();
        other.sendMail();
        assertThat(server.mails()).as("while this node has the turn").isEmpty();
        told.timePasses();
        other.sendMail();
        told.sendMail();
        assertThat(server.mails()).hasSize(1);
    }

    @OnBothDatabases
    void atNightOnlyWhatCannotWaitIsSent(StoreDatabase shared) {
        aStoreThatMails(shared);
        told.consents(mia, PAYMENT_DECLINED);
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        told.prefers(mia, null, now.minusHours(1).toString(), now.plusHours(1).toString());
        told.tell(ToldMembers.failed("Tea"), mia);
        told.tell(
                MessageContent.of(PAYMENT_DECLINED, new TeamId(Ids.next()))
                        .with(Placeholder.CAMPAIGN, "Coffee")
                        .with(Placeholder.PAY_UNTIL, Instant.parse("2026-12-01T12:00:00Z"))
                        .build(),
                mia);
        told.sendMail();
        assertThat(server.mails()).singleElement().satisfies(mail -> assertThat(mail.subject())
                .contains("Coffee"));
        assertThat(told.number("select count(*) as n from message_delivery where store_id = :store"
                        + " and next_attempt_at > now() + interval '55' minute"
                        + " and next_attempt_at <= now() + interval '60' minute and attempts = 0"))
                .isEqualTo(1);
        told.write("update message_preference set quiet_from = '00:00', quiet_to = '00:00' where store_id = :store");
        told.timePasses();
        told.sendMail();
        assertThat(server.mails()).hasSize(2);
    }

    @OnBothDatabases
    void aBounceThatCameLaterIsReportedByTheMailOrTheAddress(StoreDatabase shared) {
        aStoreThatMails(shared);
        Bounces bounces = told.node.bean(Bounces.class);
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        MessageId sent = new MessageId(
                Ids.parse(server.mails().get(0).header("Message-ID").substring(1, 37))
                        .orElseThrow());
        bounces.reported(told.store, sent, "550 5.1.1 No such user");
        bounces.reported(told.store, sent, "550 5.1.1 No such user");
        assertThat(told.counts()).isEqualTo(new Counts(0, 0, 1, 0));
        told.tell(ToldMembers.failed("Coffee"), mia);
        MemberId noah = told.aMember("Noah@A.example", TEAM_FAILED);
        bounces.reported(told.store, EmailHash.of("noah@a.example"), "Mailbox closed");
        told.tell(ToldMembers.failed("Cake"), noah);
        told.sendMail();
        assertThat(server.mails()).hasSize(1);
        assertThat(told.counts()).isEqualTo(new Counts(0, 0, 1, 2));
        assertThatThrownBy(() -> bounces.reported(told.store, new MessageId(Ids.next()), "?"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> bounces.reported(shared.anotherStore().store(), sent, "?"))
                .as("another store's")
                .isInstanceOf(ProblemException.class);
        told.node.transactions().inStore(told.store, () -> bounces.on(new MemberErased(told.store, noah)));
        assertThat(told.number("select count(*) as n from message_bounce where store_id = :store"))
                .as("the hash is known to be the erased member's")
                .isEqualTo(1);
    }
}
