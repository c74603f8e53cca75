package shop.gather.platform.work;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.Collections;
import shop.gather.ledger.StoreDatabase;

/**
 * The scheduler as it is before a node takes tasks: they are written down in the transaction that decides on them, and
 * none runs.
 */
public final class SchedulingWithoutServer {

    private SchedulingWithoutServer() {}

    /** Prepares the scheduler of a database whose beans are not shared with a test that runs at the same time. */
    public static void on(StoreDatabase database) {
        database.with(Instance.class, (Instance<?>) Proxy.newProxyInstance(
                SchedulingWithoutServer.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("iterator")) {
                        return Collections.emptyIterator();
                    }
                    throw new AssertionError("there are no beans to ask for " + method.getName());
                }));
        database.bean(Scheduling.class).prepare(null);
    }
}
