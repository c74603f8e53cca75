package shop.gather.recruitment;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;

/** People who become leaders of a store, for tests of what is kept about them. */
final class Applicants {

    static final String OWNER = "owner:test";
    static final URI HOME = URI.create("https://shop.example");

    private static final RuleSpec TERMS = new RuleSpec(Rule.AcceptsTerms.NAME, null, null);

    private final StoreDatabase database;

    Applicants(StoreDatabase database) {
        this.database = database;
    }

    <T> T in(Supplier<T> work) {
        return database.transactions().inStore(database.store(), work);
    }

    MemberId member() {
        MemberId member = new MemberId(Ids.next());
        in(() -> database.sql()
                .update(
                        database.store(),
                        "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                                + " values (:store, ?, 'Mia', now(), now())",
                        member));
        return member;
    }

    /** A programme whose only rule is that its terms are accepted. */
    Programmes.View programme(String name, boolean open) {
        return in(() -> database.bean(Programmes.class).create(database.store(), OWNER, name, List.of(TERMS), open));
    }

    /** @param invitation may be null */
    Application apply(MemberId member, ProgrammeId programme, String invitation, boolean acceptsTerms) {
        return in(() -> database.bean(Applications.class)
                .submit(
                        database.store(),
                        new Applications.Submission(member, programme, invitation, "I cook.", acceptsTerms, 0)));
    }
}
