package shop.gather.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.security.MemberTokens;
import shop.gather.spi.CustomerSnapshot;

/** Sessions on two nodes, each of which remembers what it has read. */
class EndedSessionsTest {

    private StoreDatabase here;
    private StoreDatabase there;

    @BeforeEach
    void twoNodes(@TempDir Path data) {
        String before = System.setProperty("gather.data-dir", data.toString());
        SecretBox secrets = new SecretBox();
        if (before == null) {
            System.clearProperty("gather.data-dir");
        } else {
            System.setProperty("gather.data-dir", before);
        }
        here = StoreDatabase.fresh().with(secrets);
        there = here.anotherNode().with(secrets);
    }

    @Test
    void endingThemIsSeenHereAtOnceAndOnTheOtherNodeSoon() {
        MemberId mia = member("mia");
        String hers = session(mia);
        String maras = session(member("mara"));
        assertThat(tokens(here).verify(hers)).isPresent();
        assertThat(tokens(there).verify(hers)).isPresent();
        assertThat(tokens(there).verify(maras)).isPresent();

        here.bean(Members.class).endSessions(here.store(), mia);
        tokens(here).forget(here.store());

        assertThat(tokens(here).verify(hers)).isEmpty();
        Instant patience = Instant.now().plusSeconds(20);
        while (tokens(there).verify(hers).isPresent() && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
        assertThat(tokens(there).verify(hers)).isEmpty();
        assertThat(tokens(there).verify(maras)).isPresent();
    }

    @Test
    void aNewSessionAfterTheEndOpensOnBothNodes() {
        MemberId mia = member("mia");
        tokens(there).verify(session(mia));
        here.bean(Members.class).endSessions(here.store(), mia);
        String again = session(mia);
        assertThat(tokens(here).verify(again)).isPresent();
        assertThat(tokens(there).verify(again)).isPresent();
    }

    @Test
    void inARushAThousandSessionsCostNoStatementEach() {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            sessions.add(session(member("customer " + i)));
        }
        int statements = here.statementsOf(() -> assertThat(sessions)
                .allSatisfy(session -> assertThat(tokens(here).verify(session)).isPresent()));
        assertThat(statements).isLessThan(20);
    }

    private MemberId member(String customer) {
        return here.bean(Members.class)
                .meet(here.store(), new CustomerSnapshot(customer, "A name", Optional.empty(), Optional.empty()));
    }

    private String session(MemberId member) {
        return tokens(here).issue(here.store(), member).token();
    }

    private static MemberTokens tokens(StoreDatabase node) {
        return node.bean(MemberTokens.class);
    }
}
