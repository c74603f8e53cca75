package shop.gather.referral.attribution;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.event.Events;
import shop.gather.link.Click;
import shop.gather.link.ClickTokens;
import shop.gather.link.LinkId;
import shop.gather.link.LinkOutages;
import shop.gather.member.Bonds;
import shop.gather.member.MemberErased;
import shop.gather.member.MemberLock;
import shop.gather.member.MembersMerged;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.LeaderHistories;
import shop.gather.recruitment.Leaders;
import shop.gather.shop.clock.ShopTime;

/**
 * The bonds between members and the leaders who referred them. A member has one bond at a time; the earliest wins until
 * it expires. A bond does not count while the link that created it is disabled. Nobody is bound to themselves, nor to a
 * suspended leader. Thread-safe.
 */
@Singleton
class Referrals implements Bonds {

    /** The duration of a bond if no commission plan sets it. */
    static final Duration DEFAULT_PERIOD = Duration.ofDays(90);

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final ClickTokens clicks;
    private final LinkOutages outages;
    private final Leaders leaders;
    private final LeaderHistories histories;
    private final MemberLock members;
    private final Events events;
    private final Event<MemberBound> bound;

    @Inject
    Referrals(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            ClickTokens clicks,
            LinkOutages outages,
            Leaders leaders,
            LeaderHistories histories,
            MemberLock members,
            Events events,
            Event<MemberBound> bound) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.clicks = clicks;
        this.outages = outages;
        this.leaders = leaders;
        this.histories = histories;
        this.members = members;
        this.events = events;
        this.bound = bound;
    }

    @Override
    public Optional<Bond> of(StoreId store, MemberId member) {
        return transactions.inStore(store, () -> inForce(store, member).map(Referrals::bond));
    }

    @Override
    public Optional<Bond> bind(StoreId store, MemberId member, String token) {
        Optional<Click> click =
                clicks.verify(token).filter(followed -> followed.store().equals(store));
        return transactions.inStore(store, () -> {
            Optional<Bond> known = of(store, member);
            if (known.isPresent() || click.isEmpty()) {
                return known;
            }
            members.take(store, member);
            // Another request may have bound the member while this one waited for the lock.
            Optional<Bond> earlier = of(store, member);
            return earlier.isPresent() ? earlier : bind(store, member, click.get());
        });
    }

    private Optional<Bond> bind(StoreId store, MemberId member, Click click) {
        Instant now = clock.now();
        boolean credible = leaders.find(store, click.leader())
                .filter(Leader::active)
                .filter(leader -> !leader.memberId().equals(member))
                .isPresent();
        if (!credible || outages.of(store, Set.of(click.link())).disabled(click.link(), ShopTime.exactly(now))) {
            return Optional.empty();
        }
        BondRow bond = new BondRow(click.leader(), click.link(), now, now.plus(period(store)));
        insert(store, member, List.of(bond));
        bound.fire(new MemberBound(store, member, bond.leader()));
        events.emit(store, new AttributionEvent.MemberBound(member, bond.leader()));
        return Optional.of(bond(bond));
    }

    /** The earliest bond that has not expired and whose link is not disabled. */
    private Optional<BondRow> inForce(StoreId store, MemberId member) {
        List<BondRow> bonds = sql.list(
                store,
                "select " + BondRow.COLUMNS + " from referral b where b.store_id = :store and b.member_id = ?"
                        + " and b.expires_at > now() order by b.bound_at",
                BondRow::read,
                member);
        if (bonds.isEmpty()) {
            return Optional.empty();
        }
        Set<LinkId> links =
                bonds.stream().map(BondRow::link).filter(Objects::nonNull).collect(Collectors.toSet());
        LinkOutages.Outages known = outages.of(store, links);
        ShopTime now = ShopTime.exactly(clock.now());
        return bonds.stream().filter(bond -> !known.disabled(bond.link(), now)).findFirst();
    }

    void on(@Observes MemberErased erasure) {
        delete(erasure.store(), erasure.member());
    }

    /**
     * Merges the bonds as if the two customers had always been one: the earliest wins until it expires, and nobody is
     * bound to themselves.
     */
    void on(@Observes MembersMerged merge) {
        StoreId store = merge.store();
        List<BondRow> theirs = all(store, merge.from());
        if (theirs.isEmpty()) {
            return;
        }
        List<BondRow> own = all(store, merge.into());
        Instant now = clock.now();
        Set<LeaderId> named = theirs.stream().map(BondRow::leader).collect(Collectors.toSet());
        LeaderHistories.Histories known = histories.of(store, named);
        List<BondRow> kept = new ArrayList<>();
        Stream.concat(own.stream(), theirs.stream().filter(bond -> !known.line(bond.leader(), ShopTime.exactly(now))
                        .orElseThrow()
                        .leader()
                        .memberId()
                        .equals(merge.into())))
                .sorted(Comparator.comparing(BondRow::boundAt))
                .filter(bond -> kept.isEmpty()
                        || !bond.boundAt().isBefore(kept.get(kept.size() - 1).expiresAt()))
                .forEach(kept::add);
        delete(store, merge.from());
        delete(store, merge.into());
        insert(store, merge.into(), kept);
        kept.stream()
                .filter(bond -> bond.expiresAt().isAfter(now) && !own.contains(bond))
                .findFirst()
                .ifPresent(bond -> bound.fire(new MemberBound(store, merge.into(), bond.leader())));
    }

    private List<BondRow> all(StoreId store, MemberId member) {
        return sql.list(
                store,
                "select " + BondRow.COLUMNS
                        + " from referral b where b.store_id = :store and b.member_id = ? order by b.bound_at",
                BondRow::read,
                member);
    }

    private void delete(StoreId store, MemberId member) {
        sql.update(store, "delete from referral where store_id = :store and member_id = ?", member);
    }

    private void insert(StoreId store, MemberId member, List<BondRow> bonds) {
        sql.batch(
                store,
                "insert into referral (store_id, member_id, leader_id, link_id, evidence, bound_at, expires_at)"
                        + " values (:store, ?, ?, ?, 'LINK', ?, ?)",
                bonds.stream()
                        .map(bond ->
                                new Object[] {member, bond.leader(), bond.link(), bond.boundAt(), bond.expiresAt()})
                        .toList());
    }

    private static Bond bond(BondRow row) {
        return new Bond(row.leader(), row.boundAt(), row.expiresAt());
    }

    private Duration period(StoreId store) {
        return sql.first(
                        store,
                        "select referral_period from commission_plan where store_id = :store and current_store_id is not null",
                        row -> Duration.parse(row.getString("referral_period")))
                .orElse(DEFAULT_PERIOD);
    }
}
