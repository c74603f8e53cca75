package shop.gather.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.Constraint;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of every request has a constraint, or is an id or a token. */
class RequestRecordsTest {

    /** Anything that is no id is answered as an id that nobody has: 404. */
    private static final Set<String> IDS = Set.of("leaderId", "memberId", "programmeId", "communityId", "leader");

    /** A token that does not verify is as good as none. */
    private static final Set<String> TOKENS = Set.of("memberToken", "click");

    private static final List<Class<?>> RESOURCES = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                    .importPackages("shop.gather")
                    .stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .<Class<?>>map(type -> type.reflect())
                    .toList();

    @Test
    void everyTextHasAConstraint() {
        Set<Class<?>> records = records();
        assertThat(records).hasSizeGreaterThan(15);
        Set<String> unchecked = new TreeSet<>();
        for (Class<?> record : records) {
            for (RecordComponent component : record.getRecordComponents()) {
                String name = component.getName();
                if (component.getType() == String.class
                        && !isConstrained(component.getAccessor().getAnnotations())
                        && !IDS.contains(name)
                        && !TOKENS.contains(name)) {
                    unchecked.add(record.getSimpleName() + "." + name);
                }
            }
        }
        assertThat(unchecked).isEmpty();
    }

    /** Bodies are checked where they are read; Jersey and CDI would check a method's parameters once more. */
    @Test
    void noParameterOfAResourceHasAConstraint() {
        List<Parameter> parameters = RESOURCES.stream()
                .flatMap(resource -> Arrays.stream(resource.getMethods()))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .toList();
        assertThat(parameters).hasSizeGreaterThan(100);
        assertThat(parameters)
                .filteredOn(parameter -> isConstrained(parameter.getAnnotations())
                        || parameter.isAnnotationPresent(jakarta.validation.Valid.class))
                .map(parameter -> parameter.getDeclaringExecutable() + ": " + parameter)
                .isEmpty();
    }

    /** The bodies that resources take. */
    private static Set<Class<?>> records() {
        return new LinkedHashSet<>(RESOURCES.stream()
                .flatMap(resource -> Arrays.stream(resource.getMethods()))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> parameter.getAnnotations().length == 0)
                .<Class<?>>map(Parameter::getType)
                .filter(Class::isRecord)
                .toList());
    }

    private static boolean isConstrained(Annotation[] annotations) {
        return Stream.of(annotations)
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(Constraint.class));
    }
}
