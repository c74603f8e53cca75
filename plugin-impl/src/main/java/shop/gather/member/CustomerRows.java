package shop.gather.member;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The tables that say which member a customer of the shop is or was, for what people do by hand. The compiler checks
 * the queries and makes the class. Runs in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface CustomerRows {

    StatelessSession session();

    default void insert(MemberAlias alias) {
        session().insert(alias);
    }

    default Optional<MemberAlias> lock(String customer) {
        return Optional.ofNullable(session().get(MemberAlias.class, customer, LockMode.PESSIMISTIC_WRITE));
    }

    /** A customer is another member from now on. */
    @HQL("update MemberAlias set memberId = :into, since = instant where customerId = :customer")
    void move(String customer, UUID into);

    /** No customer is this member any more. */
    @HQL("delete from MemberAlias where memberId = :person")
    void forgetAliases(UUID person);

    default void insert(ErasedCustomer erased) {
        session().insert(erased);
    }

    @HQL("delete from ErasedCustomer where customerHash = :hash")
    void forgetErased(String hash);
}
