package shop.gather.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import shop.gather.spi.Capability;

/** The capability that a contract, or one of its tests, is about; without it the test is required of every shop. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Proves {
    Capability value();
}
