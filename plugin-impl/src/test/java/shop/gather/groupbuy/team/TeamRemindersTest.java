package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.interest.InterestSteps;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.reminder.ReminderSteps;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.GroupOrder;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.database.StoreSql;

/** Buyers are told once that their team is nearly full, and once that its deadline is near. */
class TeamRemindersTest {

    private static final CampaignTerms GROUP_ORDER = groupOrder();

    private static final CampaignTerms PRESALE = SomeTerms.presale(
            new ReserveThenPay(Duration.ofHours(1), null, null, null), 5, new StockPolicy.ShopStock());

    private static CampaignTerms groupOrder() {
        CampaignTerms simple = SomeTerms.paidAtOnce(SomeTerms.team("EUR 10.00", 2));
        return CampaignTerms.of(
                simple.price(),
                new GroupOrder(1, 5, null),
                simple.quantity(),
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                simple.payment(),
                simple.fulfilment());
    }

    private RunningCampaign campaign;
    private ReminderSteps reminders;

    private void aCampaign(StoreDatabase shared, CampaignTerms terms) {
        campaign = new RunningCampaign(shared, terms);
        reminders = new ReminderSteps(campaign.database);
    }

    private List<String> told(MemberId member) {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .list(
                        campaign.store,
                        "select kind from message where store_id = :store and member_id = ?",
                        row -> row.getString("kind"),
                        member));
    }

    private void isPaid(Participation place) {
        campaign.write("update participation set state = 'PAID' where store_id = :store and id = ?", place.id());
    }

    private Instant remindAt() {
        return campaign.database.transactions().inStore(campaign.store, () -> campaign.database
                .sql()
                .first(
                        campaign.store,
                        "select remind_at from team where store_id = :store",
                        row -> StoreSql.instant(row, "remind_at"))
                .orElseThrow());
    }

    /** Its time has come: the team was opened long ago. */
    private void isNearItsDeadline() {
        campaign.write("update team set opened_at = now() - interval '1' day, remind_at = now() - interval '1' second,"
                + " deadline = now() + interval '1' hour where store_id = :store");
    }

    @OnBothDatabases
    void aReminderIsDueSoLongBeforeTheDeadline(StoreDatabase shared) {
        aCampaign(shared, GROUP_ORDER);
        assertThat(reminders.remindBefore()).isEqualTo(Duration.ofHours(3));
        reminders.remindBefore(Duration.ofHours(5));
        reminders.remindBefore(Duration.ofHours(6));
        assertThat(new ReminderSteps(campaign.otherNode).remindBefore()).isEqualTo(Duration.ofHours(6));
        campaign.opens(campaign.aMember());
        assertThat(Duration.between(Instant.now(), remindAt()))
                .as("the campaign ends in a day")
                .isBetween(Duration.ofMinutes(17 * 60 + 55), Duration.ofHours(18));
    }

    @OnBothDatabases
    void everybodyInAGroupOrderIsRemindedOnceAlsoOnTwoNodes(StoreDatabase shared) throws Exception {
        aCampaign(shared, GROUP_ORDER);
        MemberId mia = campaign.aMember();
        MemberId noah = campaign.aMember();
        TeamId team = campaign.opens(mia).team();
        isPaid(campaign.opens(noah));
        isNearItsDeadline();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ReminderSteps node = i % 2 == 0 ? reminders : new ReminderSteps(campaign.otherNode);
                all.add(threads.submit(() -> node.remind(team)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(told(mia)).containsExactly("CUT_OFF_NEAR");
        assertThat(told(noah)).containsExactly("CUT_OFF_NEAR");
    }

    @OnBothDatabases
    void whoHasReservedAndCannotPayYetIsNotReminded(StoreDatabase shared) {
        aCampaign(shared, PRESALE);
        MemberId mia = campaign.aMember();
        TeamId team = campaign.opens(mia).team();
        isNearItsDeadline();
        reminders.remind(team);
        assertThat(told(mia)).isEmpty();
    }

    @OnBothDatabases
    void inOtherTeamsOnlyWhoHasNotPaidIsReminded(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 5));
        MemberId mia = campaign.aMember();
        Participation first = campaign.opens(mia);
        MemberId noah = campaign.aMember();
        campaign.joins(noah, first.team());
        isPaid(first);
        isNearItsDeadline();
        reminders.remind(first.team());
        assertThat(told(mia)).isEmpty();
        assertThat(told(noah)).containsExactly("CUT_OFF_NEAR");
    }

    @OnBothDatabases
    void shortTeamsAndEndedTeamsHaveNoReminder(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 5));
        MemberId mia = campaign.aMember();
        TeamId team = campaign.opens(mia).team();
        isNearItsDeadline();
        campaign.write("update team set opened_at = now() - interval '1' minute where store_id = :store");
        reminders.remind(team);
        isNearItsDeadline();
        campaign.write("update team set state = 'FAILED' where store_id = :store");
        reminders.remind(team);
        assertThat(told(mia)).isEmpty();
    }

    @OnBothDatabases
    void buyersAndInterestedMembersAreToldOnceThatATeamIsNearlyFull(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 5));
        MemberId mia = campaign.aMember();
        MemberId noah = campaign.aMember();
        MemberId zoe = campaign.aMember();
        new InterestSteps(campaign.database).inCampaign(zoe, campaign.id());
        new InterestSteps(campaign.database).inCampaign(mia, campaign.id());
        TeamId team = campaign.opens(mia).team();
        campaign.joins(noah, team);
        reminders.tellNearlyFull(team);
        assertThat(told(mia)).as("three places are free").isEmpty();
        MemberId ida = campaign.aMember();
        campaign.joins(ida, team);
        reminders.tellNearlyFull(team);
        new ReminderSteps(campaign.otherNode).tellNearlyFull(team);
        for (MemberId member : List.of(mia, noah, zoe, ida)) {
            assertThat(told(member)).containsExactly("TEAM_NEARLY_FULL");
        }
    }

    @OnBothDatabases
    void aSmallTeamIsNotNews(StoreDatabase shared) {
        aCampaign(shared, SomeTerms.team("EUR 10.00", 3));
        MemberId mia = campaign.aMember();
        TeamId team = campaign.opens(mia).team();
        campaign.joins(campaign.aMember(), team);
        reminders.tellNearlyFull(team);
        assertThat(told(mia)).isEmpty();
    }
}
