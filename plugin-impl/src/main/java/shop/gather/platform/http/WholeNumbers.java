package shop.gather.platform.http;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/**
 * Reads whole numbers from the query. Without it a text in place of a number would be answered with "not found".
 * Thread-safe.
 */
@Provider
public class WholeNumbers implements ParamConverterProvider {

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        if (rawType != Integer.class) {
            return null;
        }
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> new Converter<>(rawType, ((QueryParam) annotation).value()))
                .findFirst()
                .orElse(null);
    }

    private record Converter<T>(Class<T> type, String name) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            try {
                return value == null ? null : type.cast(Integer.valueOf(value));
            } catch (NumberFormatException notOne) {
                throw ProblemException.invalid(name + " must be a whole number.");
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
