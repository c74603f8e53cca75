package shop.gather.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import shop.gather.spi.Capability;

/** Which capability a contract proves; a contract without it is required of every shop. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Proves {
    Capability value();
}
