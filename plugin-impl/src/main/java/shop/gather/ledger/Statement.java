package shop.gather.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.ledger.Balances.Standing;
import shop.gather.platform.http.Amount;

/** A payee's statement: one line per posting. */
public final class Statement {

    private Statement() {}

    /** A posting as it concerns one payee. */
    record Movement(PostingId id, Instant at, String kind, String subject, String memo, Standing change) {
        Movement withMemo(String text) {
            return new Movement(id, at, kind, subject, text, change);
        }
    }

    /**
     * @param pending the signed change of the pending balance; likewise the next two
     * @param after the payee's balances after this line
     */
    @Schema(name = "StatementLine", description = "One posting as it concerns the leader, with the balances after it")
    public record Line(
            PostingId id,
            Instant at,
            String kind,
            String subject,
            String memo,
            Amount pending,
            Amount available,
            Amount requested,
            Balances after) {

        static Line of(Movement movement, Standing after) {
            return new Line(
                    movement.id(),
                    movement.at(),
                    movement.kind(),
                    movement.subject(),
                    movement.memo(),
                    Amount.of(movement.change().pending()),
                    Amount.of(movement.change().available()),
                    Amount.of(movement.change().requested()),
                    Balances.of(after));
        }
    }

    /**
     * Computes the lines with their balances.
     *
     * @param newestFirst the movements in the order of display
     * @param standing the balances after the first movement
     */
    static List<Line> backwards(List<Movement> newestFirst, Standing standing) {
        List<Line> lines = new ArrayList<>();
        Standing after = standing;
        for (Movement movement : newestFirst) {
            lines.add(Line.of(movement, after));
            after = after.minus(movement.change());
        }
        return lines;
    }
}
