package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.JoinQueue.Units;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Replaces a held place by one with another quantity. The shop has admitted the buyer to the old quantity, so the new
 * place gets an admission of its own. Thread-safe.
 */
@Singleton
public class ChangedPlaces {

    /** The reason of a place that was replaced. */
    public static final String CHANGED = "quantity-changed";

    /** Each change starts a hold: a buyer must not keep a place for long without paying. */
    static final int MOST = 5;

    private final StoreSql sql;
    private final Participations participations;
    private final JoinQueue queue;
    private final PlaceLimits limits;
    private final Eligibility eligibility;
    private final UnitRoom unitRoom;
    private final CaseRoom caseRoom;

    @Inject
    ChangedPlaces(
            StoreSql sql,
            Participations participations,
            JoinQueue queue,
            PlaceLimits limits,
            Eligibility eligibility,
            UnitRoom unitRoom,
            CaseRoom caseRoom) {
        this.sql = sql;
        this.participations = participations;
        this.queue = queue;
        this.limits = limits;
        this.eligibility = eligibility;
        this.unitRoom = unitRoom;
        this.caseRoom = caseRoom;
    }

    /** The place that has replaced another one; empty if none has. */
    public Optional<Participation> successor(StoreId store, Participation place) {
        return participations.byKey(store, place.member(), key(place));
    }

    private static String key(Participation replaced) {
        return "change-" + replaced.id();
    }

    /**
     * Ends a held place and takes one with another quantity of the same article in its team, in the current transaction.
     * The team's places do not change. The caller has locked the place, and revokes its admission.
     *
     * @param quantity the number of units
     * @return the new place
     * @throws ProblemException INVALID_VALUE, BUYER_LIMIT, CASE_FULL, SOLD_OUT, TEAM_CLOSED; TOO_MANY_REQUESTS after five changes in
     *     the campaign
     */
    public ParticipationId replace(StoreId store, Participation place, int quantity) {
        requireFewChanges(store, place);
        Units wanted =
                Eligibility.require(new Wish(quantity, place.variantId()), eligibility.terms(store, place.team()));
        ParticipationId id = new ParticipationId(Ids.next());
        int more = quantity - place.quantity();
        if (!participations.endUnpaid(store, place, Step.GIVE_BACK, CHANGED) || !handOver(store, place, id, more)) {
            unitRoom.requireFits(store, place.team(), more);
            throw new ProblemException(ProblemCode.TEAM_CLOSED, "The team has ended. Join another one, or open one.");
        }
        sql.update(
                store, "update participation set cooldown_until = null where store_id = :store and id = ?", place.id());
        if (!queue.insert(store, id, place.team(), place.member(), wanted, key(place))) {
            limits.requireNoCooldown(store, place.member(), place.campaign());
            limits.requireUnitsLeft(store, place.member(), place.campaign(), wanted);
            caseRoom.requireFits(store, place.team(), wanted);
            throw new ProblemException(ProblemCode.CONFLICT, "Try again.");
        }
        return id;
    }

    /** False if the team accepts no buyers any more, or has not so many more units. */
    private boolean handOver(StoreId store, Participation place, ParticipationId successor, int more) {
        return sql.update(
                        store,
                        "update team set opening_place_id = case when opening_place_id = ? then cast(? as uuid)"
                                + " else opening_place_id end, held_units = held_units + cast(? as integer) where store_id = :store"
                                + " and id = ? and state = 'OPEN' and deadline > now() and " + UnitRoom.FITS,
                        place.id(),
                        successor,
                        more,
                        place.team(),
                        more)
                == 1;
    }

    private void requireFewChanges(StoreId store, Participation place) {
        int changes = sql.first(
                        store,
                        "select count(*) as n from participation where store_id = :store and member_id = ?"
                                + " and campaign_id = ? and reason = ?",
                        row -> row.getInt("n"),
                        place.member(),
                        place.campaign(),
                        CHANGED)
                .orElseThrow();
        if (changes >= MOST) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "The quantities of a campaign's places can be changed " + MOST
                            + " times. Pay for the place, or give it back.");
        }
    }
}
