package shop.gather.tck;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import shop.gather.spi.Shop;

/** A connection to a shop under test over a network with planned faults. */
final class FaultyNetwork implements AutoCloseable {

    /** No read or command needs more calls than this. */
    private static final int MOST_CALLS = 12;

    private final FaultPlan plan = new FaultPlan();
    private final Map<String, FaultyDoor> doors = new HashMap<>();
    private final Shop shop;

    FaultyNetwork(ShopUnderTest subject) {
        Map<String, String> settings = new HashMap<>(subject.driver().settings());
        settings.putAll(SettingsUnderTest.moved(
                subject, server -> doors.computeIfAbsent(server, target -> new FaultyDoor(target, plan))
                        .address()));
        Duration shorter = Await.limit().multipliedBy(3);
        Duration usual = subject.answersWithin();
        Duration patience = shorter.compareTo(usual) < 0 ? shorter : usual;
        this.shop = subject.adapter().connect(new DirectContext(settings, subject.clock(), patience));
    }

    Shop shop() {
        return shop;
    }

    /**
     * An operation that is executed once for each of its calls, with a fault at that call, and checked when all calls
     * pass again.
     */
    interface Trial {
        /** Executes the operation; one of its calls fails. */
        void underFault();

        /** Checks the result, without faults. */
        void afterwards();
    }

    /**
     * Repeats the operation, each time with the fault one call later, until it completes before the fault is reached.
     */
    void eachCallMeets(Fault fault, Trial trial) {
        boolean met = true;
        for (int passing = 0; met; passing++) {
            if (passing > MOST_CALLS) {
                throw new AssertionError("more than " + MOST_CALLS + " calls for one thing");
            }
            plan.plan(fault, passing);
            doors.values().forEach(FaultyDoor::begin);
            try {
                trial.underFault();
            } finally {
                met = plan.end();
                doors.values().forEach(FaultyDoor::begin);
            }
            trial.afterwards();
        }
    }

    @Override
    public void close() {
        shop.close();
        doors.values().forEach(FaultyDoor::close);
    }
}
