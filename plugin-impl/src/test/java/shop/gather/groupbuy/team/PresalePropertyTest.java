package shop.gather.groupbuy.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.joda.money.Money;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceAmounts;
import shop.gather.groupbuy.presale.Presales;
import shop.gather.groupbuy.presale.opening.Openings;
import shop.gather.groupbuy.pricing.Admissions;
import shop.gather.groupbuy.terms.ReserveThenPay;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.StockPolicy;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.VariantSnapshot;

/**
 * Random histories of a presale of four buyers on two nodes. After every step the team's counters equal its places. No place
 * is paid before the payment is open, no reservation remains after the end, and each buyer gets each message once.
 */
class PresalePropertyTest {

    private static final StoreDatabase SHARED = StoreDatabase.fresh();

    private static final Set<State> ENDED = EnumSet.of(State.EXPIRED, State.WITHDRAWN, State.CONFIRMED, State.FAILED);

    enum Deed {
        RESERVE,
        LEAVE,
        PAY,
        PAY_NO_MORE,
        LOOK_AT_THE_PLACE,
        OPEN,
        OPEN_A_BATCH,
        SWEEP_ON_THE_OTHER_NODE
    }

    record Act(Deed deed, int buyer) {}

    @Provide
    Arbitrary<List<Act>> histories() {
        Arbitrary<Deed> deeds = Arbitraries.frequency(
                Tuple.of(6, Deed.RESERVE),
                Tuple.of(2, Deed.LEAVE),
                Tuple.of(4, Deed.PAY),
                Tuple.of(2, Deed.PAY_NO_MORE),
                Tuple.of(3, Deed.LOOK_AT_THE_PLACE),
                Tuple.of(2, Deed.OPEN),
                Tuple.of(2, Deed.OPEN_A_BATCH),
                Tuple.of(2, Deed.SWEEP_ON_THE_OTHER_NODE));
        return Combinators.combine(deeds, Arbitraries.integers().between(0, 3))
                .as(Act::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(24);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void theBooksOfAPresaleAgree(@ForAll("histories") List<Act> history) {
        ReserveThenPay payment = new ReserveThenPay(Duration.ofHours(2), null, null, null);
        new Game(new RunningCampaign(SHARED, SomeTerms.presale(payment, 2, new StockPolicy.ShopStock())).connected())
                .play(history);
    }

    /** One presale. */
    private static final class Game {
        private final RunningCampaign campaign;
        private final Openings openings;
        private final Openings otherNode;
        private final List<MemberId> buyers = new ArrayList<>();
        private final Map<Integer, Participation> places = new HashMap<>();

        Game(RunningCampaign campaign) {
            this.campaign = campaign;
            campaign.database.with(BuyerAdmission.class, campaign.database.bean(Admissions.class));
            openings = new Openings(campaign.database, campaign.id());
            otherNode = new Openings(campaign.otherNode, campaign.id());
            ScriptedAdapter.sells(
                    "tea",
                    () -> Optional.of(new VariantSnapshot(
                            "tea", "1", "Tea", "", Money.parse("EUR 12.99"), OptionalInt.of(40), true)));
            for (int i = 0; i < 4; i++) {
                buyers.add(campaign.aNewBuyer());
            }
            // The team exists from the first act on.
            places.put(0, campaign.opens(buyers.get(0)));
        }

        void play(List<Act> history) {
            for (Act act : history) {
                act(act);
                agree();
            }
            campaign.write("update team set deadline = now() - interval '1' second where store_id = :store");
            TeamClosing closing = campaign.database.bean(TeamClosing.class);
            closing.advance(campaign.store, team().id());
            closing.advance(campaign.store, team().id());
            assertThat(all()).allMatch(place -> ENDED.contains(place.state()));
            assertThat(team().held()).isZero();
            toldOnce();
        }

        private void act(Act act) {
            Participation place =
                    Optional.ofNullable(places.get(act.buyer())).map(this::now).orElse(null);
            switch (act.deed()) {
                case RESERVE -> reserve(act.buyer());
                case LEAVE -> {
                    if (place != null && place.state() == State.RESERVED) {
                        campaign.database.bean(Leaving.class).leave(campaign.store, place);
                    }
                }
                case PAY -> {
                    if (place != null) {
                        pay(place);
                    }
                }
                case PAY_NO_MORE -> {
                    if (place != null && place.state() == State.HELD) {
                        campaign.write(
                                "update participation set hold_until = now() - interval '1' second where store_id = :store and id = ?",
                                place.id());
                    }
                }
                case LOOK_AT_THE_PLACE -> {
                    if (place != null) {
                        campaign.database.bean(Holds.class).advance(campaign.store, List.of(place.id()));
                    }
                }
                case OPEN -> openings.open();
                case OPEN_A_BATCH -> {
                    if (isOpen()) {
                        openings.openOneBatch();
                    }
                }
                case SWEEP_ON_THE_OTHER_NODE -> {
                    otherNode.sweep();
                    if (isOpen()) {
                        assertThat(all()).noneMatch(reserved -> reserved.state() == State.RESERVED);
                    }
                }
            }
        }

        private void reserve(int buyer) {
            try {
                Participation taken = campaign.opens(buyers.get(buyer));
                assertThat(taken.state()).isEqualTo(isOpen() ? State.HELD : State.RESERVED);
                places.put(buyer, taken);
            } catch (ProblemException hasOneOrMustWait) {
                assertThat(hasOneOrMustWait.code().name()).isIn("ALREADY_IN_TEAM", "PLACE_COOLDOWN");
            }
        }

        /** As an order does that names the place. */
        private void pay(Participation place) {
            if (place.state() != State.HELD && place.state() != State.WITHDRAWN) {
                return;
            }
            boolean held = place.state() == State.HELD;
            boolean counted = campaign.database.transactions().inStore(campaign.store, () -> {
                Teams teams = campaign.database.bean(Teams.class);
                Participations rows = campaign.database.bean(Participations.class);
                boolean first = !held
                        && all().stream()
                                .anyMatch(other ->
                                        other.member().equals(place.member()) && other.state() != State.WITHDRAWN);
                if (first
                        || !(held
                                ? teams.payHeld(campaign.store, place.team(), 1, 1, Instant.now())
                                : teams.payFree(campaign.store, place.team(), 1, Instant.now()))) {
                    return false;
                }
                rows.move(campaign.store, place, Step.PAY, null);
                campaign.database.bean(PlaceAmounts.class).units(campaign.store, place.id(), 1);
                return true;
            });
            assertThat(counted && !isOpen()).as("paid before the opening").isFalse();
        }

        private void agree() {
            assertThat(team().held()).isEqualTo(count(State.RESERVED) + count(State.HELD));
            assertThat(team().paid()).isEqualTo(count(State.PAID));
            assertThat(team().units()).isEqualTo(count(State.PAID));
            if (!isOpen()) {
                assertThat(count(State.HELD)).isZero();
            }
        }

        private void toldOnce() {
            campaign.database.transactions().inStore(campaign.store, () -> {
                assertThat(campaign.database
                                .sql()
                                .list(
                                        campaign.store,
                                        "select member_id from message where store_id = :store and kind = 'PAYMENT_OPENED'"
                                                + " group by member_id having count(*) > 1",
                                        row -> 1))
                        .isEmpty();
            });
        }

        private boolean isOpen() {
            return openings.presale().state() == Presales.State.OPEN;
        }

        private int count(State state) {
            return (int) all().stream().filter(place -> place.state() == state).count();
        }

        private List<Participation> all() {
            return campaign.database.bean(Participations.class).ofTeam(campaign.store, team().id());
        }

        private Participation now(Participation place) {
            return campaign.database
                    .bean(Participations.class)
                    .find(campaign.store, place.id())
                    .orElseThrow();
        }

        private Team team() {
            return campaign.database
                    .bean(Teams.class)
                    .find(campaign.store, new TeamId(campaign.id().value()))
                    .orElseThrow();
        }
    }
}
