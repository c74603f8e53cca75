package shop.gather.referral;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.gather.grouplink.Click;
import shop.gather.grouplink.ClickTokens;
import shop.gather.member.Bonds;
import shop.gather.member.MemberErased;
import shop.gather.member.MembersMerged;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.outbox.Events;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;

/**
 * The bonds between members and the leaders who brought them. A member has one at a time; the earliest wins until it expires. Nobody is bound to oneself, nor to a
 * suspended leader. Thread-safe.
 */
@Singleton
class Referrals implements Bonds {

    /** How long a bond lasts where no commission plan says otherwise. */
    static final Duration DEFAULT_PERIOD = Duration.ofDays(90);

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final ClickTokens clicks;
    private final Leaders leaders;
    private final Events events;
    private final Event<MemberBound> bound;

    @Inject
    Referrals(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            ClickTokens clicks,
            Leaders leaders,
            Events events,
            Event<MemberBound> bound) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.clicks = clicks;
        this.leaders = leaders;
        this.events = events;
        this.bound = bound;
    }

    @Override
    public Optional<Bond> of(StoreId store, UUID member) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select leader_id, bound_at, expires_at from referral"
                                + " where store_id = :store and member_id = ? and expires_at > now()",
                        row -> new Bond(
                                StoreSql.uuid(row, "leader_id"),
                                StoreSql.instant(row, "bound_at"),
                                StoreSql.instant(row, "expires_at")),
                        member));
    }

    @Override
    public Optional<Bond> bind(StoreId store, UUID member, String token) {
        Optional<Click> click =
                clicks.verify(token).filter(followed -> followed.store().equals(store));
        return transactions.inStore(store, () -> {
            Optional<Bond> known = of(store, member);
            if (known.isPresent() || click.isEmpty()) {
                return known;
            }
            lock(store, member);
            // Bound by another request while this one waited for the lock.
            Optional<Bond> earlier = of(store, member);
            return earlier.isPresent() ? earlier : bind(store, member, click.get());
        });
    }

    private Optional<Bond> bind(StoreId store, UUID member, Click click) {
        boolean credible = leaders.find(store, click.leader())
                .filter(Leader::active)
                .filter(leader -> !leader.memberId().equals(member))
                .isPresent();
        if (!credible) {
            return Optional.empty();
        }
        Instant now = clock.now();
        Bond bond = new Bond(click.leader(), now, now.plus(period(store)));
        write(store, member, bond, click.link());
        bound.fire(new MemberBound(store, member, bond.leaderId()));
        events.emit(store, "member.bound", Map.of("memberId", member, "leaderId", bond.leaderId()));
        return Optional.of(bond);
    }

    void on(@Observes MemberErased erasure) {
        sql.update(erasure.store(), "delete from referral where store_id = :store and member_id = ?", erasure.member());
    }

    /** Of two bonds the earliest wins, as if the two customers had always been one. */
    void on(@Observes MembersMerged merge) {
        StoreId store = merge.store();
        Optional<Bond> theirs = of(store, merge.from());
        sql.update(store, "delete from referral where store_id = :store and member_id = ?", merge.from());
        Optional<Bond> own = of(store, merge.into());
        theirs.filter(bond -> own.isEmpty() || bond.boundAt().isBefore(own.get().boundAt()))
                .filter(bond -> leaders.find(store, bond.leaderId())
                        .filter(leader -> !leader.memberId().equals(merge.into()))
                        .isPresent())
                .ifPresent(bond -> {
                    write(store, merge.into(), bond, null);
                    bound.fire(new MemberBound(store, merge.into(), bond.leaderId()));
                });
    }

    private void lock(StoreId store, UUID member) {
        sql.first(store, "select id from member where store_id = :store and id = ? for update", row -> 1, member);
    }

    private void write(StoreId store, UUID member, Bond bond, UUID link) {
        int rows = sql.update(
                store,
                "update referral set leader_id = ?, link_id = ?, evidence = 'LINK', bound_at = ?, expires_at = ?"
                        + " where store_id = :store and member_id = ?",
                bond.leaderId(),
                link,
                bond.boundAt(),
                bond.expiresAt(),
                member);
        if (rows == 0) {
            sql.update(
                    store,
                    "insert into referral (store_id, member_id, leader_id, link_id, evidence, bound_at, expires_at)"
                            + " values (:store, ?, ?, ?, 'LINK', ?, ?)",
                    member,
                    bond.leaderId(),
                    link,
                    bond.boundAt(),
                    bond.expiresAt());
        }
    }

    private Duration period(StoreId store) {
        return sql.first(
                        store,
                        "select referral_period from commission_plan where store_id = :store and current_store_id is not null",
                        row -> Duration.parse(row.getString("referral_period")))
                .orElse(DEFAULT_PERIOD);
    }
}
