package shop.gather.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.Balances.Standing;
import shop.gather.ledger.Statement.Movement;
import shop.gather.platform.StoreId;

/** A payee's complete statement as a CSV document, oldest line first, read and written in chunks. Thread-safe. */
@Singleton
class StatementCsv {

    private static final int PIECE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final Statements statements;
    private final Payees payees;

    @Inject
    StatementCsv(Statements statements, Payees payees) {
        this.statements = statements;
        this.payees = payees;
    }

    StreamingOutput document(StoreId store, PayeeId payee, String currency, boolean bom) {
        CurrencyUnit unit = statements.currency(store, payee, currency);
        String name = payees.names(store, List.of(payee)).getOrDefault(payee, "");
        return out -> {
            OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Csv csv = new Csv(
                    writer,
                    bom,
                    "leader",
                    "leader_name",
                    "at",
                    "kind",
                    "subject",
                    "memo",
                    "currency",
                    "pending",
                    "available",
                    "requested",
                    "pending_after",
                    "available_after",
                    "requested_after",
                    "posting");
            if (unit != null) {
                write(csv, store, payee, name, unit);
            }
            csv.flush();
        };
    }

    private void write(Csv csv, StoreId store, PayeeId payee, String name, CurrencyUnit currency) {
        Standing standing = new Standing(Money.zero(currency), Money.zero(currency), Money.zero(currency));
        UUID last = FIRST;
        List<Movement> piece;
        do {
            piece = statements.following(store, payee, currency, last, PIECE);
            for (Movement movement : piece) {
                standing = standing.plus(movement.change());
                line(csv, payee, name, movement, standing);
                last = movement.id().value();
            }
        } while (piece.size() == PIECE);
    }

    private static void line(Csv csv, PayeeId payee, String name, Movement movement, Standing after) {
        csv.row(
                payee,
                name,
                movement.at(),
                movement.kind(),
                movement.subject(),
                movement.memo(),
                after.available().getCurrencyUnit().getCode(),
                movement.change().pending().getAmount(),
                movement.change().available().getAmount(),
                movement.change().requested().getAmount(),
                after.pending().getAmount(),
                after.available().getAmount(),
                after.requested().getAmount(),
                movement.id());
    }
}
