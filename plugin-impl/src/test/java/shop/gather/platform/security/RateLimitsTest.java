package shop.gather.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Whoever calls too often uses up a bucket of their own, and nobody else's. */
class RateLimitsTest {

    private static final int FLOOD = 10_000;

    private final HaltedTime time = new HaltedTime();
    private final RateLimits limits = new RateLimits(time);
    private final StoreId store = new StoreId(UUID.randomUUID());

    @Test
    void aFloodOfOneMemberLeavesOtherMembersVisitorsAndTheOwnerAlone() {
        MemberId flooding = new MemberId(UUID.randomUUID());

        assertThat(refusals(() -> limits.checkMember(store, flooding))).isGreaterThan(FLOOD / 2);

        passes(() -> limits.checkMember(store, new MemberId(UUID.randomUUID())));
        passes(() -> limits.checkVisitor(store, "203.0.113.1"));
        passes(() -> limits.checkKey(UUID.randomUUID()));
    }

    @Test
    void aFloodFromOneAddressLeavesOtherVisitorsMembersAndTheOwnerAlone() {
        assertThat(refusals(() -> limits.checkVisitor(store, "203.0.113.1"))).isGreaterThan(FLOOD / 2);

        passes(() -> limits.checkVisitor(store, "203.0.113.2"));
        passes(() -> limits.checkMember(store, new MemberId(UUID.randomUUID())));
        passes(() -> limits.checkKey(UUID.randomUUID()));
    }

    @Test
    void aFloodFromManyAddressesLeavesMembersTheOwnerAndOtherStoresAlone() {
        for (int i = 0; i < FLOOD; i++) {
            String address = "203.0." + i / 250 + "." + i % 250;
            refused(() -> limits.checkVisitor(store, address));
        }

        assertThat(refused(() -> limits.checkVisitor(store, "198.51.100.1"))).isTrue();
        passes(() -> limits.checkMember(store, new MemberId(UUID.randomUUID())));
        passes(() -> limits.checkKey(UUID.randomUUID()));
        passes(() -> limits.checkVisitor(new StoreId(UUID.randomUUID()), "198.51.100.1"));
    }

    @Test
    void aFloodWithOneKeyLeavesOtherKeysAlone() {
        UUID flooding = UUID.randomUUID();

        assertThat(refusals(() -> limits.checkKey(flooding))).isGreaterThan(FLOOD / 2);

        passes(() -> limits.checkKey(UUID.randomUUID()));
        passes(() -> limits.checkMember(store, new MemberId(UUID.randomUUID())));
    }

    @Test
    void unverifiedNotificationsUseUpNoRequestsAndNoVerifiedNotifications() {
        assertThat(refusals(() -> limits.countUnverified(store, "203.0.113.1"))).isGreaterThan(FLOOD / 2);

        assertThat(limits.sentTooManyUnverified(store, "203.0.113.1")).isTrue();
        passes(() -> limits.checkNotification(store));
        passes(() -> limits.checkKey(UUID.randomUUID()));
        passes(() -> limits.checkMember(store, new MemberId(UUID.randomUUID())));
        passes(() -> limits.checkVisitor(store, "203.0.113.1"));
        assertThat(limits.sentTooManyUnverified(new StoreId(UUID.randomUUID()), "198.51.100.1"))
                .isFalse();
    }

    @Test
    void thirtyMissedLinksAMinuteAreTooMany() {
        for (int i = 0; i < 30; i++) {
            assertThat(limits.missedTooManyLinks("203.0.113.1")).isFalse();
            limits.countLinkMiss("203.0.113.1");
        }

        assertThat(limits.missedTooManyLinks("203.0.113.1")).isTrue();
        assertThat(limits.missedTooManyLinks("203.0.113.2")).isFalse();

        time.pass(Duration.ofMinutes(1));
        assertThat(limits.missedTooManyLinks("203.0.113.1")).isFalse();
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOneVisitor() {
        for (int i = 0; i < 30; i++) {
            limits.countLinkMiss("2001:db8:0:1:0:0:0:" + Integer.toHexString(i + 1));
        }

        assertThat(limits.missedTooManyLinks("2001:db8:0:1:ffff:0:0:1")).isTrue();
        assertThat(limits.missedTooManyLinks("2001:db8:0:2:0:0:0:1")).isFalse();
    }

    @Test
    void aRefusalSaysWhenToTryAgain() {
        UUID key = UUID.randomUUID();
        refusals(() -> limits.checkKey(key));

        ProblemException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                ProblemException.class, () -> limits.checkKey(key));

        assertThat(refused.code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
    }

    private static long refusals(Runnable request) {
        return java.util.stream.IntStream.range(0, FLOOD)
                .filter(any -> refused(request))
                .count();
    }

    private static boolean refused(Runnable request) {
        try {
            request.run();
            return false;
        } catch (ProblemException tooMany) {
            return true;
        }
    }

    private static void passes(Runnable request) {
        assertThatCode(request::run).doesNotThrowAnyException();
    }

    /** Stands still unless the test lets it pass, so that no bucket is refilled meanwhile. */
    private static final class HaltedTime implements TimeMeter {

        private long nanos = 1;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
