package shop.gather.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of an event, and when it is sent. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** Stable, lower case with dots: {@code team.succeeded}. */
    String name();

    /** One sentence for the catalogue. */
    String when();
}
