package shop.sample.platform;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Only with the shop's admin key, or with its owner's key and then in the role {@link #OWNER}. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AdminOnly {
    /** The role of the owner's manual actions, which switched-off capabilities do not affect. */
    String OWNER = "owner";
}
