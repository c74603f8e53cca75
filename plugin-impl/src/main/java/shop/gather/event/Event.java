package shop.gather.event;

/**
 * An event of a store, sent to the store's own systems. Each feature declares its events as records of a sealed type,
 * annotated with {@link EventType}. The record components are the fields that receivers see: ids, amounts, codes and
 * times, but no personal data. Fields that are null are left out. {@code EVENTS.md} lists all events.
 */
public interface Event {

    /** The stable name of a kind of event. */
    static String nameOf(Class<? extends Event> kind) {
        return kind.getAnnotation(EventType.class).name();
    }
}
