package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** The programmes of a store. Thread-safe. */
@Singleton
class Programmes {

    private final Transactions transactions;
    private final ProgrammeRows rows;
    private final AuditLog audit;

    @Inject
    Programmes(Transactions transactions, ProgrammeRows rows, AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.audit = audit;
    }

    /** The API view of a programme. */
    @Schema(name = "Programme")
    public record View(
            ProgrammeId id, String name, List<RuleSpec> rules, boolean open, Instant createdAt, long version) {
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
        Programme programme = new Programme(new ProgrammeId(Ids.next()), name, rules, open);
        rows.insert(programme);
        audit.record(store, actor, "programme.created", programme.id().toString(), summary(programme));
        return View.of(require(programme.id()));
    }

    View change(
            StoreId store,
            String actor,
            ProgrammeId id,
            String ifMatch,
            String name,
            List<RuleSpec> rules,
            boolean open) {
        return transactions.inStore(store, () -> {
            Programme seen = require(id);
            EntityTags.require(ifMatch, seen.version());
            Programme changed = seen.changed(name, rules, open);
            if (changed != seen && !rows.change(changed)) {
                throw new ProblemException(
                        ProblemCode.VERSION_MISMATCH,
                        "The programme has changed since you read it. Read it again and repeat your change.");
            }
            audit.record(store, actor, "programme.changed", id.toString(), summary(changed));
            return View.of(changed);
        });
    }

    View get(StoreId store, ProgrammeId id) {
        return transactions.inStore(store, () -> View.of(require(id)));
    }

    /** A page of programmes, newest first; the open ones only if asked for. */
    Page<View> page(StoreId store, boolean openOnly, String cursor, int limit) {
        List<Programme> found = transactions.inStore(store, () -> {
            UUID before = Page.before(cursor);
            return openOnly ? rows.newestOpen(before, limit + 1) : rows.newest(before, limit + 1);
        });
        return Page.of(found, limit, programme -> programme.id().value(), View::of);
    }

    /** The rules of a programme that accepts applications; in the caller's transaction or one of its own. */
    List<Rule> rulesOfOpen(StoreId store, ProgrammeId id) {
        return transactions.inStore(store, () -> {
            Programme programme = require(id);
            if (!programme.isOpen()) {
                throw new ProblemException(ProblemCode.CONFLICT, "This programme takes no applications at present.");
            }
            return programme.rules();
        });
    }

    /** The number of paid orders that the rules of a programme require; 0 if none, or if there is no such programme. */
    int ordersAsked(StoreId store, ProgrammeId id) {
        return transactions.inStore(store, () -> rows.find(id.value())).stream()
                .flatMap(programme -> programme.rules().stream())
                .filter(Rule.BoughtAtLeast.class::isInstance)
                .mapToInt(rule -> ((Rule.BoughtAtLeast) rule).orders())
                .findFirst()
                .orElse(0);
    }

    private Programme require(ProgrammeId id) {
        return rows.find(id.value()).orElseThrow(() -> ProblemException.notFound("programme"));
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
