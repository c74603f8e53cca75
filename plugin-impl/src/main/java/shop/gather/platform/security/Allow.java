package shop.gather.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a resource method. A method without it is refused to everybody; {@link Public} is the only other way.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allow {

    Role value();

    /** The scope that an owner's key needs; ignored for other roles. */
    Scope scope() default Scope.STORE;

    /**
     * Further scopes that an owner's key needs beside {@link #scope}: what follows from the call reaches into all of
     * them.
     */
    Scope[] also() default {};
}
