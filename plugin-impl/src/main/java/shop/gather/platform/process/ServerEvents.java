package shop.gather.platform.process;

import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The events of the server's life cycle. Jakarta EE has no event for "the application has been deployed", and Payara's
 * are in a server-internal module that no public repository offers to compile against, so they are reached by
 * reflection. Thread-safe.
 */
final class ServerEvents {

    private static final Logger LOG = Logger.getLogger(ServerEvents.class.getName());

    private ServerEvents() {}

    /**
     * Listens to all events, each with its name and its subject (which may be null). Called on the server's own
     * threads.
     *
     * @return false if this server has no such events
     */
    static boolean listen(BiConsumer<String, Object> listener) {
        ClassLoader loader = ServerEvents.class.getClassLoader();
        try {
            Class<?> events = loader.loadClass("org.glassfish.api.event.Events");
            Class<?> type = loader.loadClass("org.glassfish.api.event.EventListener");
            Class<?> event = loader.loadClass("org.glassfish.api.event.EventListener$Event");
            var name = event.getMethod("name");
            var subject = event.getMethod("hook");
            Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] {type}, (self, method, args) -> {
                switch (method.getName()) {
                    case "event" -> listener.accept((String) name.invoke(args[0]), subject.invoke(args[0]));
                    case "equals" -> {
                        return self == args[0];
                    }
                    case "hashCode" -> {
                        return System.identityHashCode(self);
                    }
                    default -> {
                        return "Gather";
                    }
                }
                return null;
            });
            Object service = loader.loadClass("org.glassfish.internal.api.Globals")
                    .getMethod("get", Class.class)
                    .invoke(null, events);
            events.getMethod("register", type).invoke(service, proxy);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            LOG.log(Level.INFO, "this server does not tell when it has deployed an application", unknown);
            return false;
        }
    }

    /** Whether an event's subject, an application that was deployed, is the one that a class loader belongs to. */
    static boolean isOf(ClassLoader module, Object application) {
        try {
            return application.getClass().getMethod("getAppClassLoader").invoke(application) == module
                    || application.getClass().getMethod("getModuleClassLoader").invoke(application) == module;
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            LOG.log(Level.WARNING, "cannot see which application was deployed", unknown);
            return false;
        }
    }
}
