package shop.gather.groupbuy.cases;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How full the cases of an article are. Immutable. */
public record ArticleCases(
        String variantId,

        @Schema(description = "The units of a case") int caseUnits,

        @Schema(description = "So many missing units of the last case the seller buys himself")
        int tolerance,

        int unitsPaid,

        @Schema(description = "The units for which buyers are paying")
        int unitsHeld,

        int fullCases,

        @Schema(description = "The units in the open case, paid or being paid; 0 if no case is open")
        int openUnits,

        @Schema(description = "The units that are missing in the open case; 0 if no case is open")
        int missingUnits,

        @Schema(description = "From then on only open cases are filled; null if there is no such phase")
        Instant topUpFrom,

        @Schema(description = "Whether only open cases are filled now: a place can have at most missingUnits units")
        boolean toppingUp) {}
