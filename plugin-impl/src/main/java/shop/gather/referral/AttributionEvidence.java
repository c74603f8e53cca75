package shop.gather.referral;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.grouplink.Click;
import shop.gather.grouplink.ClickTokens;
import shop.gather.host.OrderRead;
import shop.gather.platform.StoreId;
import shop.gather.recruitment.Leaders;
import shop.gather.spi.OrderMetadata;

/** Collects what speaks for a leader's having brought an order: at most two statements, whatever the order holds. Thread-safe. */
@Singleton
class AttributionEvidence {

    private final LeaderCoupons coupons;
    private final ClickTokens clicks;
    private final Leaders leaders;

    @Inject
    AttributionEvidence(LeaderCoupons coupons, ClickTokens clicks, Leaders leaders) {
        this.coupons = coupons;
        this.clicks = clicks;
        this.leaders = leaders;
    }

    /** In the transaction that holds the order's lock. A guest is never taken for a member, whatever e-mail the order names. */
    AttributionRules.Case collect(OrderRead read, Attributions.Standing standing) {
        StoreId store = read.store();
        List<String> unreadable = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        coupons.owners(store, read.order())
                .forEach((code, leader) -> claims.add(new Claim(leader, line -> new Evidence.Coupon(code, line))));
        String token = read.order().metadata().get(OrderMetadata.CLICK);
        if (token != null && !token.isBlank()) {
            Optional<Click> click =
                    clicks.verify(token).filter(followed -> followed.store().equals(store));
            click.ifPresentOrElse(
                    followed -> claims.add(
                            new Claim(followed.leader(), line -> new Evidence.Click(followed.clickedAt(), line))),
                    () -> unreadable.add("a click token that is not of this store, or has expired"));
        }
        Attributions.Standing.Bond bond = standing.bond();
        if (bond != null) {
            claims.add(new Claim(bond.leader(), line -> new Evidence.Bond(bond.boundAt(), bond.expiresAt(), line)));
        }
        return new AttributionRules.Case(read.member(), read.order().placedAt(), evidence(store, claims), unreadable);
    }

    /** Evidence whose leader is still to be looked up. */
    private record Claim(UUID leader, Function<Leaders.Line, Evidence> toEvidence) {}

    private List<Evidence> evidence(StoreId store, List<Claim> claims) {
        Set<UUID> named = new LinkedHashSet<>();
        claims.forEach(claim -> named.add(claim.leader()));
        Map<UUID, Leaders.Line> lines = leaders.lines(store, named);
        return claims.stream()
                .filter(claim -> lines.containsKey(claim.leader()))
                .map(claim -> claim.toEvidence().apply(lines.get(claim.leader())))
                .toList();
    }
}
