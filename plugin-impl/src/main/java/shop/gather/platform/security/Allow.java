package shop.gather.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a resource method. A method with neither this annotation nor {@link Public} is refused to everyone. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allow {

    Role value();

    /** Whether a member's token is accepted instead of the role's key. Only for methods that show what is public. */
    boolean orMember() default false;

    /** The scope that an owner's key needs; ignored for other roles. */
    Scope scope() default Scope.STORE;

    /** Additional scopes that an owner's key needs, because the effects of the call concern all of them. */
    Scope[] also() default {};
}
