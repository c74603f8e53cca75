package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.place.Eligibility.Known;
import shop.gather.groupbuy.place.JoinQueue.Units;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;

/**
 * Takes places for many buyers at a time in the only team of a campaign, by the same conditions as a join of one buyer.
 * A batch costs a fixed number of statements while nobody is refused. Thread-safe.
 */
@Singleton
public class PlacesTogether {

    private final Participations participations;
    private final JoinQueue queue;
    private final Eligibility eligibility;
    private final TeamOpening opening;

    @Inject
    PlacesTogether(Participations participations, JoinQueue queue, Eligibility eligibility, TeamOpening opening) {
        this.participations = participations;
        this.queue = queue;
        this.eligibility = eligibility;
        this.opening = opening;
    }

    /**
     * A place that a buyer wants.
     *
     * @param key unique for the buyer and the place; the same key gets the same place
     */
    public record Request(MemberId member, Wish wish, String key) {}

    private record Valid(Request request, Units units) {}

    /**
     * Takes the places that can be taken.
     *
     * @param campaign with one team for all buyers
     * @param requests of at least one buyer
     * @return the places that were taken, now or by an earlier call, by the keys of their requests
     * @throws ProblemException CAMPAIGN_NOT_OPEN, or SOLD_OUT; or the shop cannot be asked who may join
     */
    public Set<String> take(StoreId store, CampaignOffer campaign, List<Request> requests) {
        TeamId team = opening.onlyTeam(store, requests.get(0).member(), campaign);
        Set<MemberId> buyers = requests.stream().map(Request::member).collect(Collectors.toSet());
        Set<MemberId> eligible =
                eligibility.among(store, buyers, campaign.terms().eligibility());
        Known known = new Known(campaign.variantId(), campaign.terms());
        List<Valid> valid = requests.stream()
                .filter(request -> eligible.contains(request.member()))
                .flatMap(request -> units(request, known).stream())
                .toList();
        Set<String> taken = new HashSet<>(takenBefore(store, buyers, valid));
        List<Valid> open = valid.stream()
                .filter(one -> !taken.contains(one.request().key()))
                .toList();
        List<JoinQueue.Request> joins = new ArrayList<>();
        for (Valid one : open) {
            joins.add(new JoinQueue.Request(
                    new ParticipationId(Ids.next()),
                    team,
                    one.request().member(),
                    one.units(),
                    one.request().key()));
        }
        Set<ParticipationId> places = queue.takeTogether(store, joins);
        joins.stream().filter(join -> places.contains(join.id())).forEach(join -> taken.add(join.key()));
        // Another node may have taken some of them in the same moment.
        if (places.size() < joins.size()) {
            taken.addAll(takenBefore(store, buyers, open));
        }
        return taken;
    }

    /** The place that was taken with a key. */
    public Optional<Participation> byKey(StoreId store, MemberId member, String key) {
        return participations.byKey(store, member, key);
    }

    private List<String> takenBefore(StoreId store, Set<MemberId> buyers, List<Valid> wanted) {
        return participations.usedKeys(
                store, buyers, wanted.stream().map(one -> one.request().key()).toList());
    }

    /** Empty if the campaign does not sell the article, or not so many units of it. */
    private static Optional<Units> units(Wish wish, Known campaign) {
        try {
            return Optional.of(Eligibility.require(wish, campaign));
        } catch (ProblemException notSold) {
            return Optional.empty();
        }
    }

    private static Optional<Valid> units(Request request, Known campaign) {
        return units(request.wish(), campaign).map(units -> new Valid(request, units));
    }
}
