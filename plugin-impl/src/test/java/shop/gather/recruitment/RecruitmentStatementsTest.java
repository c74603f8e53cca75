package shop.gather.recruitment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;

/** How many statements each step of recruiting a leader sends to the database. */
class RecruitmentStatementsTest {

    @OnBothDatabases
    void recruitingCostsTheseStatements(StoreDatabase database) {
        StoreId store = database.store();
        Applicants people = new Applicants(database);
        Programmes programmes = database.bean(Programmes.class);
        Invitations invitations = database.bean(Invitations.class);
        Applications applications = database.bean(Applications.class);
        Leaders leaders = database.bean(Leaders.class);
        LeaderId inviter = database.leader();
        MemberId member = people.member();
        ApplicationId rejected = people.apply(
                        people.member(), people.programme("Winter", true).id(), null, true)
                .id();
        UUID[] made = new UUID[3];
        Map<String, Integer> costs = new LinkedHashMap<>();
        costs.put(
                "programme",
                database.statementsOf(
                        () -> made[0] = people.programme("Spring", true).id().value()));
        ProgrammeId programme = new ProgrammeId(made[0]);
        costs.put(
                "change",
                database.statementsOf(() ->
                        programmes.change(store, Applicants.OWNER, programme, "\"0\"", "Summer", List.of(), true)));
        costs.put("programmes", database.statementsOf(() -> programmes.page(store, true, null, 50)));
        costs.put(
                "invite",
                database.statementsOf(() ->
                        made[1] = people.in(() -> invitations.create(store, programme, inviter, Duration.ofDays(1)))
                                .id()));
        String code = invitations.code(store, made[1]);
        costs.put(
                "apply",
                database.statementsOf(() -> made[2] =
                        people.apply(member, programme, code, true).id().value()));
        ApplicationId application = new ApplicationId(made[2]);
        costs.put("get", database.statementsOf(() -> applications.get(store, application)));
        costs.put(
                "applications",
                database.statementsOf(() -> applications.page(store, Application.State.SUBMITTED, null, 50)));
        costs.put(
                "approve",
                database.statementsOf(
                        () -> applications.approve(store, Applicants.OWNER, application, Applicants.HOME)));
        costs.put(
                "reject",
                database.statementsOf(() -> applications.reject(store, Applicants.OWNER, rejected, "no place")));
        costs.put("leaders", database.statementsOf(() -> leaders.page(store, null, 50)));
        costs.put(
                "suspend",
                database.statementsOf(
                        () -> leaders.change(store, Applicants.OWNER, inviter, Leader.State.SUSPENDED, "spam")));
        costs.put(
                "reinstate",
                database.statementsOf(() -> leaders.change(store, Applicants.OWNER, inviter, Leader.State.ACTIVE, "")));
        assertThat(costs)
                .hasToString(
                        "{programme=3, change=3, programmes=1, invite=2, apply=8, get=1, applications=1, approve=10,"
                                + " reject=5, leaders=1, suspend=6, reinstate=5}");
    }
}
