package shop.gather.platform.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import shop.gather.platform.http.Problem;
import shop.gather.platform.http.Problem.InvalidField;

/**
 * Turns violated constraints into a problem that names them all, in the order in which the record has its fields. The
 * platform's own mapper would answer a text.
 */
@Provider
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    /** A list may hold thousands of wrong values; nobody reads on. */
    static final int MAX_FIELDS = 20;

    @Override
    public Response toResponse(ConstraintViolationException thrown) {
        return problem(thrown).toResponse();
    }

    static Problem problem(ConstraintViolationException thrown) {
        List<InvalidField> fields = thrown.getConstraintViolations().stream()
                .sorted(Comparator.<ConstraintViolation<?>>comparingInt(ViolationMapper::position)
                        .thenComparingInt(ViolationMapper::index)
                        .thenComparing(ConstraintViolation::getMessage))
                .map(ViolationMapper::field)
                .distinct()
                .limit(MAX_FIELDS)
                .toList();
        return Problem.invalid(fields);
    }

    private static InvalidField field(ConstraintViolation<?> violation) {
        StringBuilder name = new StringBuilder();
        StringBuilder pointer = new StringBuilder("#");
        for (Path.Node node : properties(violation)) {
            if (node.getIndex() != null) {
                name.append('[').append(node.getIndex()).append(']');
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                name.append(name.isEmpty() ? "" : ".").append(node.getName());
                pointer.append('/').append(node.getName());
            }
        }
        String detail = name + (name.isEmpty() ? "" : " ") + violation.getMessage();
        return new InvalidField(pointer.toString(), detail);
    }

    private static int position(ConstraintViolation<?> violation) {
        RecordComponent[] components = violation.getRootBeanClass().getRecordComponents();
        List<Path.Node> properties = properties(violation);
        if (components == null || properties.isEmpty()) {
            return 0;
        }
        int position = 0;
        while (position < components.length
                && !components[position].getName().equals(properties.get(0).getName())) {
            position++;
        }
        return position;
    }

    /** The first index in a list; -1 for what is in none. */
    private static int index(ConstraintViolation<?> violation) {
        return properties(violation).stream()
                .map(Path.Node::getIndex)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(-1);
    }

    /** What names a place in the body: no methods, and not the record itself. */
    private static List<Path.Node> properties(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PROPERTY
                        || node.getKind() == ElementKind.PARAMETER
                        || node.getKind() == ElementKind.CONTAINER_ELEMENT)
                .toList();
    }
}
