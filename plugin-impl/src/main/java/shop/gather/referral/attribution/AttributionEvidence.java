package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.link.Click;
import shop.gather.link.ClickTokens;
import shop.gather.link.LinkOutages;
import shop.gather.member.Members;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.StoreId;
import shop.gather.recruitment.Leaders;
import shop.gather.shop.clock.ShopTime;
import shop.gather.shop.connection.FirstConnection;
import shop.gather.spi.OrderMetadata;

/**
 * Collects the evidence that a leader brought an order: at most five statements, whatever the order holds. Thread-safe.
 */
@Singleton
class AttributionEvidence {

    private final LeaderCoupons coupons;
    private final ClickTokens clicks;
    private final LinkOutages outages;
    private final FirstConnection connections;
    private final Leaders leaders;
    private final Members members;

    @Inject
    AttributionEvidence(
            LeaderCoupons coupons,
            ClickTokens clicks,
            LinkOutages outages,
            FirstConnection connections,
            Leaders leaders,
            Members members) {
        this.coupons = coupons;
        this.clicks = clicks;
        this.outages = outages;
        this.connections = connections;
        this.leaders = leaders;
        this.members = members;
    }

    /**
     * In the transaction that holds the order's lock. A guest is never taken for a member, whatever e-mail address the
     * order names: no order becomes hers by it. That she is a leader who credits herself is concluded from it.
     */
    AttributionRules.Case collect(OrderRead read, ShopTime placed, Attributions.Standing standing) {
        StoreId store = read.store();
        List<String> unreadable = new ArrayList<>();
        Optional<Click> click = click(read, placed, unreadable);
        Set<UUID> links = new LinkedHashSet<>();
        click.ifPresent(followed -> links.add(followed.link()));
        standing.bonds().stream().map(BondRow::link).filter(Objects::nonNull).forEach(links::add);
        Set<UUID> disabled = outages.disabled(store, links, placed);
        List<Claim> claims = new ArrayList<>();
        coupons.periods(store, read.order())
                .forEach(period -> claims.add(new Claim(
                        period.leader(),
                        line -> new Evidence.Coupon(period.code(), period.from(), period.until(), line))));
        click.ifPresent(followed -> claims.add(new Claim(
                followed.leader(),
                line -> new Evidence.Click(followed.clickedAt(), disabled.contains(followed.link()), line))));
        standing.bonds()
                .forEach(bond -> claims.add(new Claim(
                        bond.leader(),
                        line -> new Evidence.Bond(
                                bond.boundAt(), bond.expiresAt(), disabled.contains(bond.link()), line))));
        List<Evidence> evidence = evidence(store, claims, placed);
        return new AttributionRules.Case(
                read.member(), sameEmail(read, evidence), placed, connections.of(store), evidence, unreadable);
    }

    /** A customer with an account has an address of her own; a guest may give a leader's. */
    private Set<UUID> sameEmail(OrderRead read, List<Evidence> evidence) {
        if (read.order().customerId().isPresent()) {
            return Set.of();
        }
        Set<UUID> persons = new LinkedHashSet<>();
        evidence.forEach(item -> {
            persons.add(item.line().leader().memberId());
            item.line().recruiter().ifPresent(recruiter -> persons.add(recruiter.memberId()));
        });
        return read.order()
                .buyerEmailHash()
                .map(hash -> members.withEmail(read.store(), persons, hash))
                .orElse(Set.of());
    }

    private Optional<Click> click(OrderRead read, ShopTime placed, List<String> unreadable) {
        String token = read.order().metadata().get(OrderMetadata.CLICK);
        if (token == null || token.isBlank()) {
            return Optional.empty();
        }
        Optional<Click> click = clicks.verify(token, placed.earliest())
                .filter(followed -> followed.store().equals(read.store()));
        if (click.isEmpty()) {
            unreadable.add("a click token that is not of this store, or had expired then");
        }
        return click;
    }

    /** Evidence whose leader is still to be looked up. */
    private record Claim(UUID leader, Function<Leaders.Line, Evidence> toEvidence) {}

    private List<Evidence> evidence(StoreId store, List<Claim> claims, ShopTime placed) {
        Set<UUID> named = new LinkedHashSet<>();
        claims.forEach(claim -> named.add(claim.leader()));
        Map<UUID, Leaders.Line> lines = leaders.lines(store, named, placed);
        return claims.stream()
                .filter(claim -> lines.containsKey(claim.leader()))
                .map(claim -> claim.toEvidence().apply(lines.get(claim.leader())))
                .toList();
    }
}
