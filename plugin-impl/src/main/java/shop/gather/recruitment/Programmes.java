package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** The programmes of a store. Thread-safe. */
@Singleton
class Programmes {

    @PersistenceContext
    private EntityManager entities;

    private final Transactions transactions;
    private final DatabaseClock clock;
    private final AuditLog audit;

    @Inject
    Programmes(Transactions transactions, DatabaseClock clock, AuditLog audit) {
        this.transactions = transactions;
        this.clock = clock;
        this.audit = audit;
    }

    /** A programme as it is shown. */
    @Schema(name = "Programme")
    public record View(UUID id, String name, List<RuleSpec> rules, boolean open, Instant createdAt, long version) {
        static View of(Programme programme) {
            return new View(
                    programme.id(),
                    programme.name(),
                    programme.specs(),
                    programme.isOpen(),
                    programme.createdAt(),
                    programme.version());
        }
    }

    /** In the caller's transaction. */
    View create(StoreId store, String actor, String name, List<RuleSpec> rules, boolean open) {
        Programme programme = new Programme(Ids.next(), name, rules, open, clock.now());
        entities.persist(programme);
        entities.flush();
        audit.record(store, actor, "programme.created", programme.id().toString(), summary(programme));
        return View.of(programme);
    }

    View change(StoreId store, String actor, UUID id, String ifMatch, String name, List<RuleSpec> rules, boolean open) {
        return transactions.inStore(store, () -> {
            Programme programme = require(id);
            EntityTags.require(ifMatch, programme.version());
            programme.describe(name, rules, open);
            entities.flush();
            audit.record(store, actor, "programme.changed", id.toString(), summary(programme));
            return View.of(programme);
        });
    }

    View get(StoreId store, UUID id) {
        return transactions.inStore(store, () -> View.of(require(id)));
    }

    /** A page of programmes, newest first; the open ones only if asked for. */
    Page<View> page(StoreId store, boolean openOnly, String cursor, int limit) {
        List<Programme> rows = transactions.inStore(store, () -> entities.createQuery(
                        "select p from Programme p where p.id < :before and (p.open = true or :all = true)"
                                + " order by p.id desc",
                        Programme.class)
                .setParameter("before", Page.before(cursor))
                .setParameter("all", !openOnly)
                .setMaxResults(limit + 1)
                .getResultList());
        return Page.of(rows, limit, Programme::id, View::of);
    }

    /** The rules of a programme that takes applications; in the caller's transaction or one of its own. */
    List<Rule> rulesOfOpen(StoreId store, UUID id) {
        return transactions.inStore(store, () -> {
            Programme programme = require(id);
            if (!programme.isOpen()) {
                throw new ProblemException(ProblemCode.CONFLICT, "This programme takes no applications at present.");
            }
            return programme.rules();
        });
    }

    /** How many paid orders the rules of a programme ask for; 0 if none, or if there is no such programme. */
    int ordersAsked(StoreId store, UUID id) {
        return transactions.inStore(store, () -> {
            Programme programme = entities.find(Programme.class, id);
            return programme == null
                    ? 0
                    : programme.rules().stream()
                            .filter(Rule.BoughtAtLeast.class::isInstance)
                            .mapToInt(rule -> ((Rule.BoughtAtLeast) rule).orders())
                            .findFirst()
                            .orElse(0);
        });
    }

    private Programme require(UUID id) {
        Programme programme = entities.find(Programme.class, id);
        if (programme == null) {
            throw ProblemException.notFound("programme");
        }
        return programme;
    }

    private static String summary(Programme programme) {
        String rules = programme.specs().stream()
                .map(RuleSpec::rule)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        return programme.name() + " (" + (programme.isOpen() ? "open" : "closed") + "), rules: " + rules;
    }
}
