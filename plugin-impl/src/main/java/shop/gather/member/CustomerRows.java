package shop.gather.member;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The tables that map customers of the shop to present and erased members, for actions of owners. The compiler checks
 * the queries and generates the class. Runs in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface CustomerRows {

    StatelessSession session();

    default void insert(MemberAlias alias) {
        session().insert(alias);
    }

    default Optional<MemberAlias> lock(String customer) {
        return Optional.ofNullable(session().get(MemberAlias.class, customer, LockMode.PESSIMISTIC_WRITE));
    }

    /** Assigns a customer to another member. */
    @HQL("update MemberAlias set memberId = :into, since = instant where customerId = :customer")
    void move(String customer, UUID into);

    /** Removes all customers of a member. */
    @HQL("delete from MemberAlias where memberId = :person")
    void forgetAliases(UUID person);

    default void insert(ErasedCustomer erased) {
        session().insert(erased);
    }

    @HQL("delete from ErasedCustomer where customerHash = :hash")
    void forgetErased(String hash);
}
