package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.order.intake.KnownCustomers;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.EmailHash;
import shop.gather.store.EndedSessions;

/**
 * Members by their customer ids at the shop. Uses native SQL for orders, places and logins; everything else uses {@link
 * MemberRows} and {@link CustomerRows}. Thread-safe.
 */
@Singleton
public class Members implements KnownCustomers {

    private final Transactions transactions;
    private final StoreSql sql;
    private final MemberRows rows;
    private final CustomerRows customers;
    private final CustomerHashes hashing;
    private final EndedSessions ended;

    @Inject
    Members(
            Transactions transactions,
            StoreSql sql,
            MemberRows rows,
            CustomerRows customers,
            CustomerHashes hashing,
            EndedSessions ended) {
        this.transactions = transactions;
        this.sql = sql;
        this.rows = rows;
        this.customers = customers;
        this.ended = ended;
        this.hashing = hashing;
    }

    /** As in {@link KnownCustomers}, in one statement. A customer who returned after an erasure is the new member. */
    @Override
    public Map<String, Known> ofCustomers(StoreId store, Collection<String> customerIds) {
        if (customerIds.isEmpty()) {
            return Map.of();
        }
        Map<String, String> customerByHash = new LinkedHashMap<>();
        customerIds.forEach(
                customer -> hashing.of(store, customer).forEach(hash -> customerByHash.put(hash, customer)));
        List<Object> args = new ArrayList<>(customerIds);
        args.addAll(customerByHash.keySet());
        Map<String, Known> known = new HashMap<>();
        transactions
                .inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select customer_id as known_by, member_id, 0 as erased from member_alias where store_id = :store"
                                        + " and customer_id in (" + StoreSql.marks(customerIds.size()) + ")"
                                        + " union all select customer_hash, member_id, 1 from erased_customer where store_id = :store"
                                        + " and customer_hash in (" + StoreSql.marks(customerByHash.size())
                                        + ") order by erased",
                                row -> Map.entry(
                                        row.getString("known_by"),
                                        new Known(
                                                StoreSql.id(row, "member_id", MemberId::new),
                                                row.getInt("erased") == 1)),
                                args.toArray()))
                .forEach(found -> known.putIfAbsent(
                        found.getValue().erased() ? customerByHash.get(found.getKey()) : found.getKey(),
                        found.getValue()));
        return known;
    }

    /**
     * Replaces the customer ids of a member by hashes, in the current transaction. None of them identifies the member
     * at login any more, but orders of an erased member can still be told from those of unknown customers.
     */
    void forgetCustomers(StoreId store, MemberId member, List<String> forgotten) {
        transactions.inStore(store, () -> {
            for (String customer : forgotten) {
                String hash = hashing.of(store, customer).get(0);
                customers.forgetErased(hash);
                customers.insert(new ErasedCustomer(hash, member));
            }
            customers.forgetAliases(member.value());
        });
    }

    /**
     * The customer id that identifies a member to the shop. After a merge it is the id that has belonged to the member
     * longest, because the others may no longer exist at the shop. Empty if the last one was moved to another member.
     */
    public Optional<String> customerOf(StoreId store, MemberId member) {
        return customersOf(store, member).stream().findFirst();
    }

    /** As {@link #customerOf} for several members, by member; members without a customer id are left out. */
    public Map<MemberId, String> customersOf(StoreId store, Collection<MemberId> members) {
        Map<MemberId, String> first = new HashMap<>();
        if (!members.isEmpty()) {
            sql.list(
                            store,
                            "select member_id, customer_id from member_alias where store_id = :store and member_id in ("
                                    + StoreSql.marks(members.size()) + ") order by since, customer_id",
                            row -> Map.entry(
                                    StoreSql.id(row, "member_id", MemberId::new), row.getString("customer_id")),
                            members.toArray())
                    .forEach(alias -> first.putIfAbsent(alias.getKey(), alias.getValue()));
        }
        return first;
    }

    /** All customer ids of a member at the shop, in the order in which they were assigned to the member. */
    public List<String> customersOf(StoreId store, MemberId member) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select customer_id from member_alias where store_id = :store and member_id = ? order by since, customer_id",
                        row -> row.getString("customer_id"),
                        member));
    }

    /**
     * The member for a customer whom the shop or the storefront's back end vouches for: created at first, updated
     * later. A customer who returns after an erasure gets a new member.
     */
    public MemberId meet(StoreId store, CustomerSnapshot customer) {
        try {
            return transactions.inStore(store, () -> greet(store, customer));
        } catch (DuplicateKey metOnAnotherThread) {
            return ofCustomer(store, customer.customerId())
                    .filter(known -> !known.erased())
                    .map(Known::member)
                    .orElseThrow(() -> metOnAnotherThread);
        }
    }

    /**
     * Returns those of the given members whose e-mail address has the given hash. Intended for few members.
     *
     * @param hash the hash as computed by {@link EmailHash}
     */
    public Set<MemberId> withEmail(StoreId store, Set<MemberId> members, String hash) {
        // One query per member: for several, H2 would scan all members of the store.
        return members.stream()
                .filter(member -> emailOf(store, member)
                        .filter(email -> EmailHash.of(email).equals(hash))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /**
     * The e-mail addresses of these members, by member, in one statement. Members whose address the shop does not report,
     * and erased ones, are left out.
     */
    public Map<MemberId, String> emailsOf(StoreId store, Collection<MemberId> members) {
        Map<MemberId, String> emails = new HashMap<>();
        if (!members.isEmpty()) {
            transactions
                    .inStore(
                            store,
                            () -> sql.list(
                                    store,
                                    "select id, email from member where store_id = :store and id in ("
                                            + StoreSql.marks(members.size()) + ") and email is not null",
                                    row -> Map.entry(StoreSql.id(row, "id", MemberId::new), row.getString("email")),
                                    members.toArray()))
                    .forEach(found -> emails.put(found.getKey(), found.getValue()));
        }
        return emails;
    }

    private Optional<String> emailOf(StoreId store, MemberId member) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select email from member where store_id = :store and id = ? and email is not null",
                        row -> row.getString("email"),
                        member));
    }

    /** One member. */
    Optional<Member> find(StoreId store, MemberId id) {
        return transactions.inStore(store, () -> rows.find(id.value()));
    }

    /** A page of members, newest first. */
    Page<Member> page(StoreId store, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<Member> found = transactions.inStore(store, () -> rows.newest(before, limit + 1));
        return Page.of(found, limit, member -> member.id().value(), member -> member);
    }

    /** Ends all sessions of a member, on every node within 5 seconds. */
    void endSessions(StoreId store, MemberId member) {
        transactions.inStore(store, () -> {
            rows.endSessions(member.value());
            ended.count(store);
        });
    }

    private MemberId greet(StoreId store, CustomerSnapshot customer) {
        Optional<MemberId> known = sql.first(
                store,
                "select member_id from member_alias where store_id = :store and customer_id = ?",
                row -> StoreSql.id(row, "member_id", MemberId::new),
                customer.customerId());
        if (known.isPresent()) {
            return refresh(store, known.get(), customer);
        }
        MemberId id = create(store, customer);
        sql.update(
                store,
                "insert into member_alias (store_id, customer_id, member_id, since) values (:store, ?, ?, now())",
                customer.customerId(),
                id);
        return id;
    }

    /**
     * Updates the profile, only from the member's first customer: a customer who was joined later must not overwrite
     * it.
     */
    private MemberId refresh(StoreId store, MemberId member, CustomerSnapshot customer) {
        if (!customerOf(store, member).filter(customer.customerId()::equals).isPresent()) {
            return member;
        }
        // Written only when it differs: most visits change nothing.
        sql.update(
                store,
                "update member set display_name = ?, email = ? where erased_at is null and store_id = :store and id = ?"
                        + " and (display_name <> ? or coalesce(email, '') <> ?)",
                customer.displayName(),
                customer.email().orElse(null),
                member,
                customer.displayName(),
                customer.email().orElse(""));
        return member;
    }

    private MemberId create(StoreId store, CustomerSnapshot customer) {
        MemberId id = new MemberId(Ids.next());
        sql.update(
                store,
                "insert into member (store_id, id, display_name, email, sessions_valid_from, joined_at, registered_at)"
                        + " values (:store, ?, ?, ?, now(), now(), ?)",
                id,
                customer.displayName(),
                customer.email().orElse(null),
                customer.registeredAt().orElse(null));
        return id;
    }
}
