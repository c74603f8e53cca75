package shop.gather.message.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.message.MessageKind.TEAM_FAILED;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.channel.ChannelFixtures;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.MailServer;
import shop.gather.platform.MemberId;
import shop.gather.spi.EmailHash;

/** E-mail when connections end too early, or the channel is removed while it is in use. */
class BrokenMailTest {

    private static final String ALLOW = "gather.outbound.allow";

    private MailServer server;
    private ToldMembers told;

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

    private MemberId aStoreThatMailsTo(StoreDatabase shared, String email) {
        told = new ToldMembers(shared);
        ChannelFixtures.mailThrough(told.node, told.store, server);
        return told.aMember(email, TEAM_FAILED);
    }

    @OnBothDatabases
    void aMailThatEndsConnectionsHoldsUpNoOther(StoreDatabase shared) {
        MemberId mia = aStoreThatMailsTo(shared, "mia@a.example");
        MemberId noah = told.aMember("noah@a.example", TEAM_FAILED);
        AtomicInteger tries = new AtomicInteger();
        server.data(address -> address.startsWith("mia") && tries.incrementAndGet() > 0 ? "421 4.3.0 Closing" : null);
        told.tell(ToldMembers.failed("Tea"), mia);
        told.node.bean(MessageDispatch.class).dispatch(told.store);
        told.tell(ToldMembers.failed("Tea"), noah);
        told.sendMail();
        assertThat(server.mails()).isEmpty();
        for (int turn = 0; turn < 3; turn++) {
            told.thePauseEnds();
            told.sendMail();
        }
        assertThat(server.mails()).extracting(MailServer.Mail::recipient).containsExactly("noah@a.example");
        assertThat(tries).as("the delay of the first has not ended").hasValue(1);
        assertThat(told.number("select attempts as n from message_delivery where store_id = :store"
                        + " and state = 'WAITING'"))
                .isEqualTo(1);
    }

    @OnBothDatabases
    void aServerThatTakesFewMailsPerConnectionIsNoFailure(StoreDatabase shared) {
        aStoreThatMailsTo(shared, "mia@a.example");
        MemberId[] members = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> told.aMember("m" + i + "@a.example", TEAM_FAILED))
                .toArray(MemberId[]::new);
        AtomicInteger recipients = new AtomicInteger();
        server.recipients(address -> recipients.incrementAndGet() % 3 == 0 ? "421 4.7.0 Too many mails" : null);
        told.tell(ToldMembers.failed("Tea"), members);
        for (int turn = 0; turn < MessageDelivery.REPORTED_TURNS; turn++) {
            told.thePauseEnds();
            told.sendMail();
        }
        assertThat(server.mails()).hasSize(2 * MessageDelivery.REPORTED_TURNS);
        assertThat(told.alarms()).isEmpty();
        assertThat(told.number("select failures as n from message_channel where store_id = :store"))
                .isZero();
        assertThat(told.number("select count(*) as n from message_channel where store_id = :store"
                        + " and not_before > now() and not_before <= now() + interval '5' second"))
                .as("a short pause")
                .isEqualTo(1);
    }

    @OnBothDatabases
    void aChannelThatIsRemovedDuringItsTurnGetsNoAlarm(StoreDatabase shared) {
        MemberId mia = aStoreThatMailsTo(shared, "mia@a.example");
        told.write("update message_channel set failures = ? where store_id = :store", MessageDelivery.REPORTED_TURNS);
        server.recipients(address -> {
            ChannelFixtures.remove(told.node, told.store, ChannelKind.EMAIL);
            return "421 4.3.0 Closing";
        });
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        assertThat(told.states()).containsExactly("CANCELLED");
        assertThat(told.alarms()).isEmpty();
    }

    @OnBothDatabases
    void removingAChannelWaitsForATurnThatEnds(StoreDatabase shared) throws Exception {
        MemberId mia = aStoreThatMailsTo(shared, "mia@a.example");
        told.tell(ToldMembers.failed("Tea"), mia);
        told.node.bean(MessageDispatch.class).dispatch(told.store);
        ToldMembers other = told.elsewhere();
        CompletableFuture<Void> removal = told.node.transactions().inStore(told.store, () -> {
            // As a turn ends: first its deliveries, then the counts of the channel.
            told.write("update message_delivery set attempts = attempts + 1 where store_id = :store");
            CompletableFuture<Void> begun = CompletableFuture.runAsync(
                    () -> ChannelFixtures.remove(other.node, other.store, ChannelKind.EMAIL));
            assertThat(begun).as("it waits").failsWithin(400, TimeUnit.MILLISECONDS);
            told.write("update message_channel set sent = sent + 1 where store_id = :store");
            return begun;
        });
        assertThat(removal).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(told.states()).containsExactly("CANCELLED");
        assertThat(told.number("select count(*) as n from message_channel where store_id = :store"))
                .isZero();
    }

    @OnBothDatabases
    void anAddressOfNoKnownMemberIsForgottenAfterHalfAYear(StoreDatabase shared) {
        MemberId mia = aStoreThatMailsTo(shared, "mia@a.example");
        Bounces bounces = told.node.bean(Bounces.class);
        ExpiredBounces expired = told.node.bean(ExpiredBounces.class);
        bounces.reported(told.store, EmailHash.of("mia@a.example"), "Mailbox closed");
        bounces.reported(told.store, EmailHash.of("nobody@a.example"), "Mailbox closed");
        assertThat(told.number("select count(*) as n from message_bounce where store_id = :store"
                        + " and delete_at > now() + interval '179' day and delete_at <= now() + interval '180' day"))
                .isEqualTo(2);
        expired.delete(told.store);
        assertThat(told.number("select count(*) as n from message_bounce where store_id = :store"))
                .isEqualTo(2);
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        told.write("update message_bounce set delete_at = delete_at - interval '181' day where store_id = :store");
        assertThat(expired.stores()).contains(told.store);
        expired.delete(told.store);
        assertThat(told.number(
                        "select count(*) as n from message_bounce where store_id = :store and member_id is not null"))
                .isEqualTo(1);
        assertThat(told.number("select count(*) as n from message_bounce where store_id = :store"))
                .isEqualTo(1);
        assertThat(expired.stores()).doesNotContain(told.store);
    }
}
