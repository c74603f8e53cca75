package shop.gather.platform.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.ElementType;
import java.util.Set;

/**
 * Checks the constraints of a request's record. It is the platform's validator with our texts; unlike the platform's
 * own one it reads no XML and asks no JPA provider whether a value is loaded, since requests are no entities.
 * Thread-safe.
 */
public final class RequestValidator {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new Messages())
            .traversableResolver(new EverythingIsThere())
            .buildValidatorFactory()
            .getValidator();

    private RequestValidator() {}

    /**
     * The request itself.
     *
     * @throws ConstraintViolationException with everything that is wrong with it
     */
    public static <T> T valid(T request) {
        Set<ConstraintViolation<T>> violations = VALIDATOR.validate(request);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return request;
    }

    private static final class EverythingIsThere implements TraversableResolver {
        @Override
        public boolean isReachable(
                Object bean, Path.Node property, Class<?> root, Path pathToBean, ElementType elementType) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object bean, Path.Node property, Class<?> root, Path pathToBean, ElementType elementType) {
            return true;
        }
    }
}
