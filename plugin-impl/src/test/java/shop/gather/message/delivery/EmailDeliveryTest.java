package shop.gather.message.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.message.MessageKind.PLACE_RETURNED;
import static shop.gather.message.MessageKind.TEAM_FAILED;

import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.MessageContent;
import shop.gather.message.channel.ChannelFixtures;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.MailServer;
import shop.gather.message.inbox.InboxFixtures;
import shop.gather.message.setting.MessageSettings;
import shop.gather.platform.MemberId;

/** E-mail to members, taken by a real SMTP server: what it says, who gets it, and how the consent ends. */
class EmailDeliveryTest {

    private static final String ALLOW = "gather.outbound.allow";

    private MailServer server;

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

    private ToldMembers aStoreThatMails(StoreDatabase shared) {
        ToldMembers told = new ToldMembers(shared);
        ChannelFixtures.mailThrough(told.node, told.store, server);
        return told;
    }

    @OnBothDatabases
    void aMemberGetsWhatTheInboxSaysInTheMembersLanguage(StoreDatabase shared) throws Exception {
        ToldMembers told = aStoreThatMails(shared);
        MemberId mia = told.aMember("mia@a.example", TEAM_FAILED);
        MemberId li = told.aMember("li@a.example", TEAM_FAILED);
        told.prefers(li, "ZH", null, null);
        told.tell(ToldMembers.failed("乌龙茶 & <b>"), mia, li);

        told.sendMail();

        assertThat(server.mails()).hasSize(2);
        MailServer.Mail english = to("mia@a.example").get(0);
        assertThat(english.sender()).isEqualTo("shop@shop.example");
        assertThat(english.subject()).isEqualTo("Your team for 乌龙茶 & <b> has not succeeded");
        assertThat(english.text()).contains("has ended", "To end them, open https://gather.example/");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(InternetAddress.parse(english.header("From"))[0].getPersonal())
                .isEqualTo("茶店 Tea");
        assertThat(english.header("Reply-To")).isEqualTo("help@shop.example");
        assertThat(english.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(english.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(english.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(english.header("Message-ID"))
                .matches("<[0-9a-f-]{36}@shop\\.example>")
                .isNotEqualTo(to("li@a.example").get(0).header("Message-ID"));
        MailServer.Mail chinese = to("li@a.example").get(0);
        assertThat(chinese.subject()).isEqualTo("您的“乌龙茶 & <b>”拼团未成功");
        assertThat(chinese.text()).contains("您的付款正在退还", "如需退订");
        assertThat(chinese.header("Subject")).as("as it travels").matches("[\\x00-\\x7f]+");
        assertThat(told.counts().sent()).isEqualTo(2);
    }

    @OnBothDatabases
    void onlyThoseGetMailWhoConsentToTheKindAndHaveAnAddress(StoreDatabase shared) {
        ToldMembers told = aStoreThatMails(shared);
        told.aMember("never@a.example");
        MemberId none = told.aMember("none@a.example");
        MemberId other = told.aMember("other@a.example", PLACE_RETURNED);
        MemberId unknown = told.aMember(null, TEAM_FAILED);
        MemberId odd = told.aMember("a@b.example\r\nBcc: c@d.example", TEAM_FAILED);
        told.tell(ToldMembers.failed("Tea"), none, other, unknown, odd);

        told.sendMail();

        assertThat(server.mails()).isEmpty();
        assertThat(told.number("select count(*) as n from message_delivery where store_id = :store"))
                .as("of the last two")
                .isEqualTo(2);
        assertThat(told.states()).containsExactly("FAILED", "SKIPPED");
        assertThat(told.alarms()).singleElement().asString().contains("not a valid e-mail address");
    }

    @OnBothDatabases
    void aCampaignsNameCannotAddAHeader(StoreDatabase shared) {
        ToldMembers told = aStoreThatMails(shared);
        MemberId mia = told.aMember("mia@a.example", TEAM_FAILED);
        told.tell(ToldMembers.failed("Tea\r\nBcc: evil@b.example\r\n\r\nPay here: https://evil.example"), mia);

        told.sendMail();

        assertThat(server.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.header("Bcc")).isNull();
            assertThat(mail.recipient()).isEqualTo("mia@a.example");
            assertThat(mail.subject()).contains("Tea Bcc: evil@b.example Pay here");
            assertThat(mail.text()).startsWith("Your team has ended");
        });
    }

    @OnBothDatabases
    void theLinkInAMailEndsItsKindAlone(StoreDatabase shared) {
        ToldMembers told = aStoreThatMails(shared);
        MemberId mia = told.aMember("mia@a.example", TEAM_FAILED, PLACE_RETURNED);
        told.tell(ToldMembers.failed("Tea"), mia);
        told.sendMail();
        String link = server.mails().get(0).header("List-Unsubscribe").replaceAll("[<>\\s]", "");
        String token = link.substring((ChannelFixtures.BASE + UnsubscribeLinks.PATH).length());
        assertThat(link)
                .startsWith(ChannelFixtures.BASE + UnsubscribeLinks.PATH)
                .doesNotContain(mia.toString(), "mia", told.store.toString(), "team");
        UnsubscribeLinks links = told.elsewhere().node.bean(UnsubscribeLinks.class);
        UnsubscribeLinks.Link read = links.read(token).orElseThrow();
        assertThat(read).isEqualTo(new UnsubscribeLinks.Link(told.store, mia, TEAM_FAILED));
        for (String forged :
                List.of(token + "A", token.replaceFirst(".$", ""), "A" + token, "k1.a.b", "", "...", "x".repeat(500))) {
            assertThat(links.read(forged)).as(forged).isEmpty();
        }

        MessageSettings settings = told.node.bean(MessageSettings.class);
        told.tell(ToldMembers.failed("Coffee"), mia);
        told.node.bean(MessageDispatch.class).dispatch(told.store);
        assertThat(settings.withdraw(read.store(), read.member(), read.kind())).isTrue();
        assertThat(settings.withdraw(read.store(), read.member(), read.kind())).isFalse();
        told.sendMail();
        told.tell(ToldMembers.failed("Cake"), mia);
        told.sendMail();

        assertThat(server.mails()).as("nor what waited already").hasSize(1);
        assertThat(told.counts().skipped()).isEqualTo(1);
        assertThat(settings.of(told.store, mia).email()).containsExactly(PLACE_RETURNED);
    }

    @OnBothDatabases
    void twoStoresMailThroughTheirOwnServers(StoreDatabase shared) {
        ToldMembers one = aStoreThatMails(shared);
        try (MailServer otherServer = MailServer.plain()) {
            ToldMembers other = new ToldMembers(shared);
            ChannelFixtures.mailThrough(other.node, other.store, otherServer);
            one.tell(ToldMembers.failed("Tea"), one.aMember("one@a.example", TEAM_FAILED));
            other.tell(ToldMembers.failed("Tea"), other.aMember("other@a.example", TEAM_FAILED));
            one.sendMail();
            other.sendMail();
            assertThat(server.mails()).extracting(MailServer.Mail::recipient).containsExactly("one@a.example");
            assertThat(otherServer.mails())
                    .extracting(MailServer.Mail::recipient)
                    .containsExactly("other@a.example");
        }
    }

    @OnBothDatabases
    void aMergedMembersMailGoesToTheOtherAndAnErasedOneGetsNone(StoreDatabase shared) {
        ToldMembers told = aStoreThatMails(shared);
        MemberId from = told.aMember("from@a.example", TEAM_FAILED);
        MemberId into = told.aMember("into@a.example", TEAM_FAILED);
        MemberId gone = told.aMember("gone@a.example", TEAM_FAILED);
        told.tell(ToldMembers.failed("Tea"), from, gone);
        told.node.bean(MessageDispatch.class).dispatch(told.store);
        InboxFixtures.merge(told.node, told.store, from, into);
        InboxFixtures.erase(told.node, told.store, gone);
        assertThat(told.number("select count(*) as n from message_delivery where store_id = :store"))
                .isEqualTo(1);
        told.sendMail();
        assertThat(server.mails()).extracting(MailServer.Mail::recipient).containsExactly("into@a.example");
        // The link in a mail that the first member got before.
        assertThat(told.node.bean(MessageSettings.class).withdraw(told.store, from, TEAM_FAILED))
                .isTrue();
        assertThat(told.node.bean(MessageSettings.class).of(told.store, into).email())
                .isEmpty();
    }

    @OnBothDatabases
    void nothingIsSentThatIsOlderThanTheChannelOrWaitedWhenItWasRemoved(StoreDatabase shared) {
        ToldMembers told = new ToldMembers(shared);
        MemberId mia = told.aMember("mia@a.example", TEAM_FAILED);
        told.tell(ToldMembers.failed("before"), mia);
        ChannelFixtures.mailThrough(told.node, told.store, server);
        told.tell(ToldMembers.failed("waited"), mia);
        told.node.bean(MessageDispatch.class).dispatch(told.store);
        told.tell(ToldMembers.failed("not dispatched"), mia);
        ChannelFixtures.remove(told.node, told.store, ChannelKind.EMAIL);
        ChannelFixtures.mailThrough(told.node, told.store, server);
        told.tell(ToldMembers.failed("after"), mia);
        told.sendMail();
        assertThat(server.mails()).singleElement().satisfies(mail -> assertThat(mail.subject())
                .contains("after"));
        assertThat(told.states()).containsExactly("CANCELLED", "SENT");
    }

    @OnBothDatabases
    void manyMailsCostFewStatementsAndOneConnection(StoreDatabase shared) {
        ToldMembers told = aStoreThatMails(shared);
        MemberId[] members = Stream.iterate(0, i -> i + 1)
                .limit(100)
                .map(i -> told.aMember("m" + i + "@a.example", TEAM_FAILED))
                .toArray(MemberId[]::new);
        MessageContent content = ToldMembers.failed("Tea");
        assertThat(told.node.statementsOf(() -> told.tell(content, members)))
                .as("in the transaction of the end of a team")
                .isEqualTo(2);
        assertThat(told.node.statementsOf(
                        () -> told.node.bean(MessageDispatch.class).dispatch(told.store)))
                .as("for up to 500 messages")
                .isEqualTo(4);
        int statements = told.node.statementsOf(
                () -> told.node.bean(MessageDelivery.class).deliver(told.store, ChannelKind.EMAIL));
        assertThat(server.mails()).hasSize(100);
        // Four pages with six each, and what a turn costs.
        assertThat(statements).isLessThanOrEqualTo(4 * 6 + 12);
        assertThat(told.counts().sent()).isEqualTo(100);
    }

    private List<MailServer.Mail> to(String recipient) {
        return server.mails().stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
    }
}
