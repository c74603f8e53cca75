package shop.gather.groupbuy.team;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignOffer;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.help.HelpSteps;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.PlaceAmounts;
import shop.gather.groupbuy.place.Places;
import shop.gather.groupbuy.place.Wish;
import shop.gather.groupbuy.team.TeamHistory.Step;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.order.intake.Intake;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.PlayedOrder;
import shop.gather.shop.connection.PlayedShop;
import shop.gather.spi.ShopException;

/** One history, lived in a store of its own at a shop of its own. */
final class TeamRun {

    /** More than the longest team, and the time to pay again. */
    private static final Duration LONG = Duration.ofDays(2);

    final PlayedStore played;
    private final StoreId store;
    private final TeamHistory history;
    private final CampaignTerms terms;
    private final PlayedShop shop;
    /** The order that a buyer has placed for a place. */
    private final Map<ParticipationId, PlayedOrder> orders = new HashMap<>();
    /** The units of each order. */
    final Map<String, Integer> ordered = new HashMap<>();

    TeamRun(PlayedStore played, TeamHistory history) {
        this.played = played;
        this.store = played.store;
        this.history = history;
        this.terms = history.terms();
        this.shop = played.shop;
    }

    void take(Step step) {
        MemberId buyer = played.buyers.get(step.buyer());
        int number = step.number();
        switch (step.deed()) {
            case JOIN -> join(buyer, number);
            case BUY -> {
                join(buyer, number);
                unpaid(buyer, number).ifPresent(place -> {
                    pay(place, place.quantity(), true);
                    played.hear(orders.get(place.id()).id());
                });
            }
            case PAY -> unpaid(buyer, number).ifPresent(place -> pay(place, place.quantity(), number % 3 > 0));
            case PAY_FOR_FEWER_UNITS ->
                unpaid(buyer, number).ifPresent(place -> pay(place, 1 + number % place.quantity(), true));
            case PAY_AGAIN ->
                played.places().stream()
                        .filter(place -> Participation.PAY_AGAIN.equals(place.reason()))
                        .findFirst()
                        .ifPresent(place -> orders.get(place.id()).pay(number % 2 == 0));
            case LEAVE ->
                placesOf(buyer).stream()
                        .skip(number % 2)
                        .findFirst()
                        .ifPresent(place -> unlessRefused(
                                () -> played.node().bean(Leaving.class).leave(store, place)));
            case HELP ->
                aTeam(number).ifPresent(team -> unlessRefused(() -> new HelpSteps(played.node()).helps(buyer, team)));
            case CHANGE_QUANTITY ->
                placesOf(buyer).stream()
                        .filter(place -> place.state() == State.HELD)
                        .findFirst()
                        .ifPresent(place -> {
                            unlessRefused(() -> played.node()
                                    .bean(Changing.class)
                                    .change(
                                            store,
                                            place,
                                            1 + number % terms.quantity().mostPerPlace()));
                            played.advanceHolds();
                        });
            case HEAR -> {
                List<PlayedOrder> all = shop.all();
                if (!all.isEmpty()) {
                    played.hear(all.get(number % all.size()).id());
                }
            }
            case HOLDS_END -> {
                played.passes(Duration.ofMinutes(16));
                played.advanceHolds();
            }
            case DEADLINE -> {
                played.passes(Duration.ofHours(25));
                played.advanceTeams();
            }
            case CANCEL_TEAM ->
                aTeam(number)
                        .ifPresent(team -> unlessRefused(
                                () -> played.node().bean(TeamClosing.class).cancel(store, team)));
            case ACCEPT_SHORT ->
                aTeam(number)
                        .ifPresent(team -> unlessRefused(
                                () -> played.node().bean(TeamClosing.class).acceptShort(store, team)));
            case DELIVER -> deliver(buyer, number);
            case ACT -> played.commands().attempt(number);
            case ACT_UNHEARD -> {
                shop.losesNextAnswer();
                played.commands().attempt(number);
            }
            case DECLINE -> shop.declinesNextCapture();
            case CANCEL_IN_SHOP -> interferes(number, PlayedOrder::cancel);
            case REFUND_IN_SHOP -> interferes(number, order -> order.refundByHand(1 + number));
            case SHOP_AWAY -> shop.isAway(true);
            case SHOP_BACK -> shop.isAway(false);
            case RESTART -> played.restart();
        }
    }

    /** Gather hears of each order at last, and time passes until nothing is left to do. */
    void finish() {
        shop.isAway(false);
        played.passes(Duration.ofDays(11));
        shop.all().forEach(order -> played.hear(order.id()));
        for (int round = 0; round < 30; round++) {
            boolean busy = played.advanceHolds()
                            + played.advanceTeams()
                            + played.commands().attemptAll()
                            + played.hearMarked()
                    > 0;
            if (!busy && round > 5) {
                return;
            }
            played.passes(LONG);
        }
        throw new AssertionError("there is still something to do: " + played);
    }

    private void join(MemberId buyer, int number) {
        Wish wish = new Wish(
                1 + number % terms.quantity().mostPerPlace(),
                number % 3 == 0 && !terms.further().isEmpty() ? TeamHistory.MUG : null);
        Optional<TeamId> open = number % 8 == 0 ? Optional.empty() : aTeam(number);
        unlessRefused(() -> {
            Places places = played.node().bean(Places.class);
            String key = Ids.next().toString();
            if (open.isPresent()) {
                places.join(store, buyer, open.get(), wish, key);
            } else {
                places.open(store, buyer, played.offer, wish, key);
            }
        });
        played.advanceHolds();
    }

    /** @param named whether the order names its place; without a hold it always does, or nothing would connect them */
    private void pay(Participation place, int units, boolean named) {
        String variant = place.variantId() == null ? "tea" : place.variantId();
        CampaignOffer article = played.offer.of(place.variantId());
        long price = (history.by() == PriceBy.REBATE
                        ? article.listPrice()
                        : article.terms().checkoutPrice())
                .getAmountMinorLong();
        PlayedOrder order = shop.place("order-" + place.id(), PlayedStore.customer(place.member()));
        order.article(variant, units, price).pay(terms.payment().authorizedFor().isEmpty());
        if (named || place.state() != State.HELD || place.holdUntil().isBefore(Instant.now())) {
            order.naming(place.id());
        }
        orders.put(place.id(), order);
        ordered.put(order.id(), units);
    }

    /** As the owner's API does it. */
    private void deliver(MemberId buyer, int number) {
        placesOf(buyer).stream()
                .filter(place -> place.state() == State.CONFIRMED
                        && place.variantId() == null
                        && terms.delivery().measureOfUnit().isPresent())
                .findFirst()
                .ifPresent(place -> played.node().transactions().inStore(store, () -> {
                    long grams = number % (terms.delivery().ordered(place.units()) + 1);
                    played.node().bean(Intake.class).mark(store, place.orderId());
                    played.node().bean(PlaceAmounts.class).delivered(store, place.id(), grams, true);
                }));
    }

    /** A place of the buyer for which no order was placed; also one whose time is over. */
    private Optional<Participation> unpaid(MemberId buyer, int number) {
        List<Participation> found = placesOf(buyer).stream()
                .filter(place -> !orders.containsKey(place.id()) && place.admission() == Participation.Admission.READY)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(number % found.size()));
    }

    private void interferes(int number, Consumer<PlayedOrder> how) {
        List<PlayedOrder> all = shop.all();
        if (!all.isEmpty()) {
            PlayedOrder order = all.get(number % all.size());
            played.byHand.add(order.id());
            how.accept(order);
        }
    }

    private Optional<TeamId> aTeam(int number) {
        List<UUID> open = played.ids("select id from team where store_id = :store and state = 'OPEN' order by id");
        return open.isEmpty() ? Optional.empty() : Optional.of(new TeamId(open.get(number % open.size())));
    }

    private List<Participation> placesOf(MemberId buyer) {
        return played.places().stream()
                .filter(place -> place.member().equals(buyer))
                .toList();
    }

    private static void unlessRefused(Runnable request) {
        try {
            request.run();
        } catch (ProblemException | ShopException refused) {
            // Buyers and owners are told why.
        }
    }
}
