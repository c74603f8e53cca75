package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.message.MessageContent;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.message.inbox.Messages;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Tells buyers what becomes of their teams and places, in the transaction in which it happens. The number of statements
 * does not depend on the number of places. An erased buyer is told nothing. Thread-safe.
 */
@Singleton
public class TeamMessages {

    private final StoreSql sql;
    private final Messages messages;
    private final ProgressMessages progress;
    private final Clock clock;

    @Inject
    TeamMessages(StoreSql sql, Messages messages, ProgressMessages progress, Clock clock) {
        this.sql = sql;
        this.messages = messages;
        this.progress = progress;
        this.clock = clock;
    }

    /** An order has paid for the place, and its team is still filling. */
    public void placePaid(StoreId store, Participation place) {
        progress.tell(store, place, MessageKind.PLACE_PAID);
    }

    /** A place that was paid too late is now in another team. */
    public void placeMoved(StoreId store, Participation place) {
        progress.tell(store, place, MessageKind.PLACE_MOVED);
    }

    /**
     * The team has succeeded with all the places that are paid now.
     *
     * @param winners the places that were drawn; empty if all places win
     */
    void succeeded(StoreId store, TeamId team, Optional<Set<ParticipationId>> winners) {
        winners.ifPresentOrElse(won -> drawn(store, team, won), () -> succeeded(store, team));
    }

    private void drawn(StoreId store, TeamId team, Set<ParticipationId> won) {
        Ended ended = ended(store, team);
        Map<Money, List<MemberId>> winners = new LinkedHashMap<>();
        List<MemberId> losers = new ArrayList<>();
        for (PaidPlace place : paidPlaces(store, team)) {
            if (won.contains(place.id())) {
                winners.computeIfAbsent(ended.price(place.variantId()), any -> new ArrayList<>())
                        .add(place.member());
            } else {
                losers.add(place.member());
            }
        }
        winners.forEach((price, members) -> messages.tell(
                store,
                members,
                ended.about(MessageKind.DRAW_WON, team)
                        .with(Placeholder.WINNERS, won.size())
                        .with(Placeholder.PRICE, price)
                        .build()));
        messages.tell(
                store,
                losers,
                ended.about(MessageKind.DRAW_LOST, team)
                        .with(Placeholder.WINNERS, won.size())
                        .build());
    }

    private void succeeded(StoreId store, TeamId team) {
        Ended ended = ended(store, team);
        Map<Money, List<MemberId>> byPrice = new LinkedHashMap<>();
        for (PaidPlace place : paidPlaces(store, team)) {
            Money price = place.id().equals(ended.opening())
                    ? ended.openerPays(place.variantId())
                    : ended.price(place.variantId());
            byPrice.computeIfAbsent(price, any -> new ArrayList<>()).add(place.member());
        }
        byPrice.forEach((price, members) -> messages.tell(
                store,
                members,
                ended.succeeded(team).with(Placeholder.PRICE, price).build()));
    }

    /** @param opening the place with which the team was opened; null if its buyer has left */
    private record Ended(String campaign, TeamSales sales, CampaignTerms terms, ParticipationId opening) {

        MessageContent.Builder succeeded(TeamId team) {
            return terms.price().steps().isEmpty()
                    ? about(MessageKind.TEAM_SUCCEEDED, team)
                    : MessageContent.of(MessageKind.HELP_ENDED, team)
                            .with(Placeholder.CAMPAIGN, campaign)
                            .with(Placeholder.HELPS, sales.helps());
        }

        MessageContent.Builder about(MessageKind kind, TeamId team) {
            return MessageContent.of(kind, team)
                    .with(Placeholder.CAMPAIGN, campaign)
                    .with(Placeholder.MEMBERS, sales.places());
        }

        Money price(String variantId) {
            return terms.of(variantId).priceWith(sales);
        }

        Money openerPays(String variantId) {
            return terms.of(variantId).price().openerPays(price(variantId));
        }
    }

    private Ended ended(StoreId store, TeamId team) {
        return sql.first(
                        store,
                        "select c.name, c.terms, t.paid, t.units, t.helps, t.opening_place_id from team t"
                                + " join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                + " where t.store_id = :store and t.id = ?",
                        row -> new Ended(
                                row.getString("name"),
                                new TeamSales(row.getInt("paid"), row.getInt("units"), row.getInt("helps")),
                                TermsJson.read(row.getString("terms")),
                                StoreSql.id(row, "opening_place_id", ParticipationId::new)),
                        team)
                .orElseThrow();
    }

    /** The team has failed with the places that were paid. */
    void failed(StoreId store, TeamId team) {
        List<MemberId> members = paidPlaces(store, team).stream()
                .map(PaidPlace::member)
                .distinct()
                .toList();
        if (members.isEmpty()) {
            return;
        }
        String campaign = sql.first(
                        store,
                        "select c.name from team t join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                + " where t.store_id = :store and t.id = ?",
                        row -> row.getString("name"),
                        team)
                .orElseThrow();
        messages.tell(
                store,
                members,
                MessageContent.of(MessageKind.TEAM_FAILED, team)
                        .with(Placeholder.CAMPAIGN, campaign)
                        .build());
    }

    /** The payment was declined after the team had succeeded. Told again if it is declined again later. */
    public void paymentDeclined(StoreId store, Participation place, Instant payUntil) {
        campaignOf(store, place)
                .ifPresent(campaign -> messages.tell(
                        store,
                        place.member(),
                        MessageContent.of(MessageKind.PAYMENT_DECLINED, place.id())
                                .at(payUntil)
                                .with(Placeholder.CAMPAIGN, campaign)
                                .with(Placeholder.PAY_UNTIL, payUntil)
                                .build()));
    }

    /** The order no longer pays for the place, and its team is still filling. */
    public void placeWithdrawn(StoreId store, Participation place) {
        campaignOf(store, place)
                .ifPresent(campaign -> messages.tell(
                        store,
                        place.member(),
                        MessageContent.of(MessageKind.PLACE_WITHDRAWN, place.id())
                                .at(clock.instant())
                                .with(Placeholder.CAMPAIGN, campaign)
                                .build()));
    }

    /** The buyer has left the team; the payment is being returned. */
    void placeLeft(StoreId store, Participation place) {
        campaignOf(store, place)
                .ifPresent(campaign -> messages.tell(
                        store,
                        place.member(),
                        MessageContent.of(MessageKind.PLACE_LEFT, place.id())
                                .at(clock.instant())
                                .with(Placeholder.CAMPAIGN, campaign)
                                .build()));
    }

    /** The payment for the place was returned in full. */
    public void placeReturned(StoreId store, Participation place) {
        campaignOf(store, place)
                .ifPresent(campaign -> messages.tell(
                        store,
                        place.member(),
                        MessageContent.of(MessageKind.PLACE_RETURNED, place.id())
                                .at(clock.instant())
                                .with(Placeholder.CAMPAIGN, campaign)
                                .build()));
    }

    /**
     * The difference to the team's final price was refunded.
     *
     * @param amount what was refunded for the place in total
     * @param delivered whether it was recorded what was delivered
     */
    public void refundSent(StoreId store, Participation place, Money amount, boolean delivered) {
        campaignOf(store, place)
                .ifPresent(campaign -> messages.tell(
                        store,
                        place.member(),
                        MessageContent.of(delivered ? MessageKind.DELIVERED_LESS : MessageKind.REFUND_SENT, place.id())
                                .with(Placeholder.CAMPAIGN, campaign)
                                .with(Placeholder.AMOUNT, amount)
                                .build()));
    }

    /** The name of the campaign; empty if the buyer was erased. */
    private Optional<String> campaignOf(StoreId store, Participation place) {
        return sql.first(
                store,
                "select c.name from participation p"
                        + " join campaign c on c.store_id = p.store_id and c.id = p.campaign_id"
                        + " where p.store_id = :store and p.id = ? and p.buyer_erased = false",
                row -> row.getString("name"),
                place.id());
    }

    /** @param variantId the further article that the buyer chose; null for the main one */
    private record PaidPlace(ParticipationId id, MemberId member, String variantId) {}

    private List<PaidPlace> paidPlaces(StoreId store, TeamId team) {
        return sql.list(
                store,
                "select id, member_id, chosen_variant_id from participation where store_id = :store and team_id = ?"
                        + " and state = ? and buyer_erased = false",
                row -> new PaidPlace(
                        StoreSql.id(row, "id", ParticipationId::new),
                        StoreSql.id(row, "member_id", MemberId::new),
                        row.getString("chosen_variant_id")),
                team,
                State.PAID);
    }
}
