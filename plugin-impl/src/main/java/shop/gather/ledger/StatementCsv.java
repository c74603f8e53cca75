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

/** A payee's whole statement as a document, oldest line first, read and written piece by piece. Thread-safe. */
@Singleton
class StatementCsv {

    private static final int PIECE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final Statements statements;

    @Inject
    StatementCsv(Statements statements) {
        this.statements = statements;
    }

    StreamingOutput document(StoreId store, UUID payee, String currency) {
        CurrencyUnit unit = statements.currency(store, payee, currency);
        return out -> {
            OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Csv csv = new Csv(
                    writer,
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
                write(csv, store, payee, unit);
            }
            csv.flush();
        };
    }

    private void write(Csv csv, StoreId store, UUID payee, CurrencyUnit currency) {
        Standing standing = new Standing(Money.zero(currency), Money.zero(currency), Money.zero(currency));
        UUID last = FIRST;
        List<Movement> piece;
        do {
            piece = statements.following(store, payee, currency, last, PIECE);
            for (Movement movement : piece) {
                standing = standing.plus(movement.change());
                line(csv, currency, movement, standing);
                last = movement.id();
            }
        } while (piece.size() == PIECE);
    }

    private static void line(Csv csv, CurrencyUnit currency, Movement movement, Standing after) {
        csv.row(
                movement.at(),
                movement.kind(),
                Csv.text(movement.subject()),
                Csv.text(movement.memo()),
                currency.getCode(),
                plain(movement.change().pending()),
                plain(movement.change().available()),
                plain(movement.change().requested()),
                plain(after.pending()),
                plain(after.available()),
                plain(after.requested()),
                movement.id());
    }

    private static String plain(Money money) {
        return money.getAmount().toPlainString();
    }
}
