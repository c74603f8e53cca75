package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignUnits;
import shop.gather.groupbuy.draw.Draws;
import shop.gather.groupbuy.place.MovedPlaces;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.TeamOpening;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.LatePolicy;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Moves places that were paid when their team was full or had ended to another team, as the campaign's
 * {@link LatePolicy} says. The new team must end before the payment's authorization does. Runs in the current
 * transaction; a place is never moved into a team that a transaction with a late payment of its own locks, because such
 * a team has passed its deadline or has ended. Thread-safe.
 */
@Singleton
class LatePlaces {

    /** The reason of a place that was moved to a team that was open. */
    static final String NEXT_TEAM = "moved-to-the-next-team";

    /** The reason of a place for which a team was opened. */
    static final String NEW_TEAM = "moved-to-a-new-team";

    /** Teams that are tried, because others may take their last place in the same moment. */
    private static final int CANDIDATES = 5;

    /** The time before the end of an authorization at which the owner is alerted. */
    private static final Duration BEFORE_AUTHORIZATION_ENDS = Duration.ofHours(24);

    private static final Instant NO_LIMIT = Instant.parse("9999-01-01T00:00:00Z");

    private final StoreSql sql;
    private final MovedPlaces moved;
    private final Teams teams;
    private final CampaignUnits units;
    private final Draws draws;

    @Inject
    LatePlaces(StoreSql sql, MovedPlaces moved, Teams teams, CampaignUnits units, Draws draws) {
        this.sql = sql;
        this.moved = moved;
        this.teams = teams;
        this.units = units;
        this.draws = draws;
    }

    /**
     * Moves a place to the open team with the nearest deadline that has a free one, if the policy and the payment permit
     * it. Its old team is not changed.
     *
     * @param paidAt by Gather's clock
     * @return the team that has counted the place as paid; empty if there is none
     */
    Optional<TeamId> toOpenTeam(StoreId store, PlaceMatch match, PlaceFacts facts, Instant paidAt) {
        Participation place = match.place();
        if (!match.terms().late().movesToOpenTeam() || !mayJoinAnother(match) || !mayMove(store, place)) {
            return Optional.empty();
        }
        Optional<TeamId> open =
                takeOpen(store, place, facts.unitsOf(place), latestDeadline(match.terms(), facts, paidAt));
        open.ifPresent(team -> moved.moveTo(store, place, team, NEXT_TEAM));
        return open;
    }

    /**
     * Opens a team for a place, if the policy, the campaign and the payment permit it. Locks the campaign's units: call
     * it after the last change of another team.
     *
     * @param paidAt by Gather's clock
     * @return the team that has counted the place as paid; empty if none was opened
     */
    Optional<TeamId> toNewTeam(StoreId store, PlaceMatch match, PlaceFacts facts, Instant paidAt) {
        return match.terms().late().opensTeam()
                        && !match.terms().team().oneForCampaign()
                        && mayMove(store, match.place())
                ? openFor(store, match, facts.unitsOf(match.place()), latestDeadline(match.terms(), facts, paidAt))
                : Optional.empty();
    }

    /** A buyer who has given the place back, or whose article was exchanged, wants no place in another team. */
    private boolean mayMove(StoreId store, Participation place) {
        return place.state() != State.WITHDRAWN && !moved.hasAnotherOpen(store, place);
    }

    /** A buyer who opens a team may have a lower price, or need not meet the conditions of a join. */
    private static boolean mayJoinAnother(PlaceMatch match) {
        CampaignTerms terms = match.terms();
        return !match.opener()
                || !terms.isCheaperForOpener()
                        && terms.eligibility().mostOrdersBefore(false).isEmpty();
    }

    /** The latest deadline of a team that the payment can wait for. */
    private static Instant latestDeadline(CampaignTerms terms, PlaceFacts facts, Instant paidAt) {
        if (facts.facts().authorized().isZero()) {
            return NO_LIMIT;
        }
        return facts.facts()
                .captureBefore()
                .map(end -> end.minus(BEFORE_AUTHORIZATION_ENDS))
                .or(() -> terms.payment().authorizedFor().map(paidAt::plus))
                .orElse(NO_LIMIT);
    }

    private record Candidate(TeamId id, Instant deadline) {}

    private Optional<TeamId> takeOpen(StoreId store, Participation place, int units, Instant latest) {
        List<Candidate> candidates = new ArrayList<>();
        // One statement for each part of the directory, because each reads a few entries of an index in its order.
        for (String listing : List.of("FEW", "MANY", "HIDDEN")) {
            candidates.addAll(sql.list(
                    store,
                    "select id, deadline from team where store_id = :store and campaign_id = ? and listing = ?"
                            + " and deadline > now() and deadline <= ? and paid + held < size"
                            + " order by deadline, id fetch first " + CANDIDATES + " rows only",
                    row -> new Candidate(StoreSql.id(row, "id", TeamId::new), StoreSql.instant(row, "deadline")),
                    place.campaign(),
                    listing,
                    latest));
        }
        return candidates.stream()
                .sorted(Comparator.comparing(Candidate::deadline)
                        .thenComparing(candidate -> candidate.id().toString()))
                .limit(CANDIDATES)
                .map(Candidate::id)
                .filter(team -> !team.equals(place.team()) && teams.takePaid(store, team, units))
                .findFirst();
    }

    private Optional<TeamId> openFor(StoreId store, PlaceMatch match, int units, Instant latest) {
        Participation place = match.place();
        CampaignTerms terms = match.terms();
        TeamId team = new TeamId(Ids.next());
        int seconds = (int) terms.team().duration().toSeconds();
        if (!campaignRunsUntil(store, place, seconds, latest) || !this.units.reserve(store, place.campaign(), terms)) {
            return Optional.empty();
        }
        sql.update(
                store,
                "insert into team (store_id, id, campaign_id, opened_by, opening_place_id, size, minimum, minimum_units, held,"
                        + " paid, units, state,"
                        + " opened_at, deadline, due_at, listed, remind_at, nearly_full_told, leaders_due_at)"
                        + " select c.store_id, cast(? as uuid), c.id, cast(? as uuid), cast(? as uuid), cast(? as integer),"
                        + " cast(? as integer), cast(? as integer), 0, 1, cast(? as integer), 'OPEN', now(),"
                        + " least(now() + cast(? as integer) * interval '1' second, c.ends_at),"
                        + " least(now() + cast(? as integer) * interval '1' second, c.ends_at), c.visibility = 'PUBLIC', "
                        + TeamOpening.REMIND_AT
                        // Nobody waits for a team that a late payment has opened.
                        + ", true, now() from campaign c where c.store_id = :store and c.id = ?",
                team,
                place.member(),
                place.id(),
                terms.team().size(),
                terms.team().minimum(),
                terms.team().minimumUnits(),
                units,
                seconds,
                seconds,
                seconds,
                (int) TeamOpening.remindBefore().toSeconds(),
                place.campaign());
        draws.prepare(store, team, terms);
        moved.moveTo(store, place, team, NEW_TEAM);
        return Optional.of(team);
    }

    /** Whether a team can be opened now and its deadline would not be after the latest one. */
    private boolean campaignRunsUntil(StoreId store, Participation place, int seconds, Instant latest) {
        return sql.first(
                        store,
                        "select c.id from campaign c where c.store_id = :store and c.id = ? and c.state = 'PUBLISHED'"
                                + " and c.starts_at <= now() and c.ends_at > now()"
                                + " and least(now() + cast(? as integer) * interval '1' second, c.ends_at) <= ?",
                        row -> true,
                        place.campaign(),
                        seconds,
                        latest)
                .isPresent();
    }
}
