package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Nobody gives credit to herself: not for what she buys, not through her recruit, and not under another name once that
 * is known.
 */
class OwnPurchasesIT {

    @Test
    void aLeaderEarnsNothingOnWhatSheBuysHerself() {
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        Leader recruiter = scene.aLeader("Rosa");
        Leader leader = scene.aLeaderRecruitedBy(recruiter);
        String click = leader.clicked(leader.aLink());

        PlacedOrder order = scene.buys(leader.member(), click, 1, 0, Payment.AT_ONCE);

        JsonObject decided = scene.awaitAttribution(order);
        assertThat(decided.getString("leaderId", null)).isNull();
        assertThat(decided.getString("reason")).contains("bought it herself");
        PlacedOrder ofAnother = scene.anOrderThrough(leader);
        scene.awaitCommission(ofAnother);
        assertThat(scene.commissions(order)).isEmpty();
        scene.awaitBalance(leader, "pending", scene.earned(ofAnother, 8));
    }

    @Test
    void aRecruiterEarnsNothingOnWhatSheBuysThroughHerRecruit() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader recruiter = scene.aLeader("Rosa");
        Leader leader = scene.aLeaderRecruitedBy(recruiter);
        String click = leader.clicked(leader.aLink());

        PlacedOrder order = scene.buys(recruiter.member(), click, 1, 0, Payment.AT_ONCE);

        scene.awaitCommission(order);
        assertThat(scene.commissions(order)).hasSize(1);
        assertThat(scene.balance(recruiter, "pending")).isEqualTo(scene.money("0"));
    }

    @ParameterizedTest
    @EnumSource
    void aLeadersSecondCustomerOfTheShopEarnsHerNothingOnceTheOwnerHasJoinedThem(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        String click = leader.clicked(leader.aLink());
        Buyer disguise = scene.store().aBuyer("L.", click);
        PlacedOrder before = scene.buys(disguise, click, 1, 0, Payment.AT_ONCE);
        scene.awaitCommission(before);
        JsonObject decided = scene.awaitAttribution(before);

        assertThat(scene.store()
                        .joins(disguise.customer().customerId(), leader.member())
                        .status())
                .isEqualTo(200);
        PlacedOrder withTheLink = scene.buys(disguise, click, 1, 1, Payment.AT_ONCE);
        PlacedOrder withoutIt = scene.buys(disguise, null, 1, 1, Payment.AT_ONCE);

        assertThat(scene.awaitAttribution(withTheLink).getString("reason")).contains("bought it herself");
        assertThat(scene.awaitAttribution(withoutIt).getString("leaderId", null))
                .as("her bond to herself is gone")
                .isNull();
        assertThat(scene.commissions(withTheLink)).isEmpty();
        assertThat(scene.commissions(withoutIt)).isEmpty();
        assertThat(scene.attributions(before)).as("decided once").containsExactly(decided);
        assertThat(scene.balance(leader, "pending")).isEqualTo(scene.earned(before, 8));
    }
}
