package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.groupbuy.settlement.PaidOrder.cents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.settlement.SettlementPlan.Duty;
import shop.gather.order.facts.OrderFacts;
import shop.gather.shop.command.CommandHistory.Ended;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.ShopCommand;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;

/**
 * Random histories of one rebate: reads that come late, twice and in any order, commands whose answer is lost, a person
 * who gives money back meanwhile, another article that goes back, a shop that refunds nothing by itself. Whatever
 * happens, Gather never brings the buyer below what is owed at the group price, and forgets nothing.
 */
class RebatePropertyTest {

    private static final ParticipationId PLACE = new ParticipationId(new UUID(0, 7));
    private static final int WANTED = 10_000;
    private static int played;

    @AfterContainer
    static void count() {
        System.out.println("COUNT random histories of a rebate: " + played + " of " + WANTED);
        assertThat(played).isGreaterThanOrEqualTo(WANTED);
    }

    enum Deed {
        READ,
        DELIVER,
        DELIVER_AGAIN,
        RUN,
        RUN_AND_LOSE_THE_ANSWER,
        SUCCEED,
        REFUND_BY_HAND,
        REFUND_THE_MUG,
        CANCEL_THE_MUG
    }

    record Step(Deed deed, int number) {}

    record Setting(long tea, int quantity, long mug, int payments, boolean refunds) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()), Arbitraries.integers().between(1, 400))
                .as(Step::new)
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<Setting> settings() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 2000),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0L, 1995L),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(true, true, false))
                .as(Setting::new);
    }

    @Property(tries = WANTED)
    void isPaidOnceAndNotForgotten(@ForAll("settings") Setting setting, @ForAll("histories") List<Step> history) {
        World world = new World(setting);
        history.forEach(world::play);
        world.settle();
        long open = world.owedTooMuch();
        assertThat(world.tasks()).as("what is left is a person's task").isEqualTo(open);
        if (setting.refunds() && !world.byHand) {
            assertThat(open).as("nothing is left where nobody interfered").isZero();
            assertThat(world.order.refunded() - world.forTheMug).isEqualTo(world.promised());
        }
        played++;
    }

    /** The shop and what Gather keeps of it. */
    private static final class World {
        private final Setting setting;
        private final PaidOrder order;
        private final List<OrderSnapshot> read = new ArrayList<>();
        private final Map<CommandKey, ShopCommand.Refund> waiting = new LinkedHashMap<>();
        private final Map<CommandKey, Ended> ended = new LinkedHashMap<>();
        private List<Duty> duties = List.of();
        private int applied = -1;
        private State state = State.PAID;
        private boolean byHand;
        private boolean mugGone;
        private long forTheMug;
        private long forTheTea;

        World(Setting setting) {
            this.setting = setting;
            this.order = new PaidOrder(setting.quantity(), setting.tea() * setting.quantity(), setting.mug(), 490)
                    .paidIn(setting.payments());
        }

        void play(Step step) {
            switch (step.deed()) {
                case READ -> read.add(order.snapshot());
                case DELIVER -> deliver(step.number() % Math.max(1, read.size()));
                case DELIVER_AGAIN -> apply(applied);
                case RUN -> run(step.number(), false);
                case RUN_AND_LOSE_THE_ANSWER -> run(step.number(), true);
                case SUCCEED -> state = State.CONFIRMED;
                case REFUND_BY_HAND -> {
                    // Never all: the order would be given back, and nothing be left to compare.
                    if (order.kept() > step.number() && order.refund(step.number(), null, null)) {
                        byHand = true;
                        forTheTea += step.number();
                    }
                }
                case REFUND_THE_MUG -> mugGoes(() -> {});
                case CANCEL_THE_MUG -> mugGoes(order::withoutMug);
            }
        }

        /** Its whole price goes back by name, so that nobody can take it for a rebate. */
        private void mugGoes(Runnable how) {
            if (setting.mug() > 0
                    && !mugGone
                    && order.kept() > setting.mug()
                    && order.refund(setting.mug(), "l2", null)) {
                how.run();
                mugGone = true;
                // Whoever decides by what was read before asks for something that is overtaken.
                byHand |= !read.isEmpty();
                forTheMug = setting.mug();
            }
        }

        /** As the intake does it: an older read than the last that was applied is dropped. */
        private void deliver(int which) {
            if (which < read.size() && which > applied) {
                apply(which);
            }
        }

        private void apply(int which) {
            if (which < 0) {
                return;
            }
            applied = which;
            PlaceFacts facts = PlaceFacts.of(read.get(which), PaidOrder.VARIANT).orElseThrow();
            Rebate rebate = Rebate.of(
                    PLACE, facts, BigDecimal.ONE, units -> cents(1000).multipliedBy(units, RoundingMode.HALF_UP));
            duties = SettlementPlan.of(PLACE, state, facts, Optional.of(rebate), Map.copyOf(ended));
            for (Duty duty : duties) {
                if (!ended.containsKey(duty.key())) {
                    waiting.putIfAbsent(duty.key(), (ShopCommand.Refund) duty.command());
                }
            }
        }

        private void run(int number, boolean lost) {
            if (waiting.isEmpty()) {
                return;
            }
            CommandKey key = List.copyOf(waiting.keySet()).get(number % waiting.size());
            ShopCommand.Refund refund = waiting.get(key);
            CommandResult result = setting.refunds()
                    ? refund.overtaken(
                                    key.toString(),
                                    order.snapshot(),
                                    OrderFacts.of(order.snapshot()).kept())
                            .orElseGet(() -> atTheShop(key, refund))
                    : CommandResult.refused(shop.gather.spi.RefusalCode.NOT_SUPPORTED, "");
            if (!lost) {
                waiting.remove(key);
                ended.put(key, result instanceof CommandResult.Refused ? PaidOrder.REFUSED : PaidOrder.DONE);
            }
        }

        private CommandResult atTheShop(CommandKey key, ShopCommand.Refund refund) {
            if (order.knows(key.toString())) {
                return new CommandResult.AlreadyDone("");
            }
            if (!order.refund(refund.paymentId(), refund.amount(), refund.lineId(), key.toString())) {
                return CommandResult.refused(shop.gather.spi.RefusalCode.AMOUNT_TOO_HIGH, "");
            }
            forTheTea += refund.amount();
            assertThat(order.kept()).as("what the buyer still owes stays paid").isGreaterThanOrEqualTo(owed());
            return CommandResult.done("");
        }

        /** In the end the team succeeds, all commands end, and the order is read once more after the last of them. */
        void settle() {
            state = State.CONFIRMED;
            do {
                while (!waiting.isEmpty()) {
                    run(0, false);
                }
                read.add(order.snapshot());
                apply(read.size() - 1);
            } while (!waiting.isEmpty());
        }

        long tasks() {
            return duties.stream()
                    .filter(duty -> ended.containsKey(duty.key()))
                    .mapToLong(duty -> ((ShopCommand.Refund) duty.command()).amount())
                    .sum();
        }

        /** What one costs above the group price, worked out again. */
        long promised() {
            return Math.max(0, setting.tea() - 1000);
        }

        long owed() {
            return setting.tea() * setting.quantity()
                    + setting.mug()
                    - (mugGone ? setting.mug() : 0)
                    + 490
                    - promised();
        }

        long owedTooMuch() {
            return Math.max(0, Math.min(order.kept() - owed(), promised() - Math.min(forTheTea, promised())));
        }
    }
}
