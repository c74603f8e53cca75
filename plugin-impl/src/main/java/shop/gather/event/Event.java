package shop.gather.event;

/**
 * Something that happened in a store and is told to the store's own systems. Each feature declares its events as
 * records of a sealed type, with {@link EventType}. The components are the fields that receivers see: ids, amounts,
 * codes and times, no personal data. A field that is null is left out. {@code EVENTS.md} lists all of them.
 */
public interface Event {

    /** The stable name of a kind of event. */
    static String nameOf(Class<? extends Event> kind) {
        return kind.getAnnotation(EventType.class).name();
    }
}
