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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.link.Click;
import shop.gather.link.ClickTokens;
import shop.gather.link.LinkId;
import shop.gather.link.LinkOutages;
import shop.gather.member.Members;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.recruitment.LeaderHistories;
import shop.gather.shop.clock.ShopTime;
import shop.gather.shop.connection.FirstConnection;
import shop.gather.spi.OrderMetadata;

/**
 * Collects the evidence that leaders referred orders: four statements for all orders, and one for each guest's order
 * that has evidence. Thread-safe.
 */
@Singleton
class AttributionEvidence {

    private final CouponPeriods coupons;
    private final ClickTokens clicks;
    private final LinkOutages outages;
    private final FirstConnection connections;
    private final LeaderHistories leaders;
    private final Members members;

    @Inject
    AttributionEvidence(
            CouponPeriods coupons,
            ClickTokens clicks,
            LinkOutages outages,
            FirstConnection connections,
            LeaderHistories leaders,
            Members members) {
        this.coupons = coupons;
        this.clicks = clicks;
        this.outages = outages;
        this.connections = connections;
        this.leaders = leaders;
        this.members = members;
    }

    /** An order whose credit is to be decided. */
    record Undecided(OrderRead read, ShopTime placed, Standings.Standing standing) {

        String orderId() {
            return read.orderId();
        }
    }

    /**
     * Collects the cases of orders of one store, in the given sequence; in the transaction that holds the orders'
     * locks. A guest is never identified as a member by the order's e-mail address, so the order never becomes a
     * member's by it. The address is only used to detect that a leader would credit herself.
     */
    List<AttributionRules.Case> collect(StoreId store, List<Undecided> orders) {
        Map<String, List<CouponPeriods.Period>> periods = coupons.of(
                store, orders.stream().map(order -> order.read().order()).toList());
        List<Claims> all = new ArrayList<>();
        for (Undecided order : orders) {
            List<String> unreadable = new ArrayList<>();
            Optional<Click> click = click(order.read(), order.placed(), unreadable);
            all.add(new Claims(order, periods.getOrDefault(order.orderId(), List.of()), click, unreadable));
        }
        LinkOutages.Outages disabled = outages.of(
                store, all.stream().flatMap(claims -> claims.links().stream()).collect(Collectors.toSet()));
        LeaderHistories.Histories histories = leaders.of(
                store, all.stream().flatMap(claims -> claims.leaders().stream()).collect(Collectors.toSet()));
        return all.stream()
                .map(claims -> {
                    List<Evidence> evidence = claims.evidence(disabled, histories);
                    Undecided order = claims.order();
                    return new AttributionRules.Case(
                            order.read().member(),
                            sameEmail(order.read(), evidence),
                            order.placed(),
                            connections.of(store),
                            evidence,
                            claims.unreadable());
                })
                .toList();
    }

    /** The evidence of an order, whose leaders are still to be looked up. */
    private record Claims(
            Undecided order, List<CouponPeriods.Period> periods, Optional<Click> click, List<String> unreadable) {

        List<LinkId> links() {
            return Stream.concat(
                            click.map(Click::link).stream(),
                            order.standing().bonds().stream().map(BondRow::link).filter(Objects::nonNull))
                    .toList();
        }

        List<LeaderId> leaders() {
            return Stream.of(
                            periods.stream().map(CouponPeriods.Period::leader),
                            click.map(Click::leader).stream(),
                            order.standing().bonds().stream().map(BondRow::leader))
                    .flatMap(Function.identity())
                    .toList();
        }

        List<Evidence> evidence(LinkOutages.Outages disabled, LeaderHistories.Histories histories) {
            ShopTime placed = order.placed();
            List<Evidence> found = new ArrayList<>();
            periods.forEach(period -> histories
                    .line(period.leader(), placed)
                    .ifPresent(line ->
                            found.add(new Evidence.Coupon(period.code(), period.from(), period.until(), line))));
            click.ifPresent(followed -> histories
                    .line(followed.leader(), placed)
                    .ifPresent(line -> found.add(new Evidence.Click(
                            followed.clickedAt(), disabled.disabled(followed.link(), placed), line))));
            order.standing().bonds().forEach(bond -> histories
                    .line(bond.leader(), placed)
                    .ifPresent(line -> found.add(new Evidence.Bond(
                            bond.boundAt(), bond.expiresAt(), disabled.disabled(bond.link(), placed), line))));
            return found;
        }
    }

    /** Only for guests: a customer with an account has a separate address, but a guest may give a leader's. */
    private Set<MemberId> sameEmail(OrderRead read, List<Evidence> evidence) {
        if (read.order().customerId().isPresent()) {
            return Set.of();
        }
        Set<MemberId> persons = new LinkedHashSet<>();
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
}
