package shop.gather.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import shop.gather.spi.Capability;

/** Which capability a contract, or one test of it, is about; what has none is required of every shop. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Proves {
    Capability value();
}
