package shop.gather.platform.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import shop.gather.platform.Id;
import shop.gather.platform.http.Page;

/**
 * Describes Java types as JSON-B writes them. Records become named components; values get the format in which they are
 * sent. The platform's own description makes every UUID and instant an empty object and mixes up records of the same
 * simple name.
 */
final class Schemas {

    private final Map<String, Schema> components = new TreeMap<>();
    private final SchemaNames names = new SchemaNames();

    /** All named schemas that were asked for. */
    Map<String, Schema> components() {
        return components;
    }

    /** A schema, or a reference to a named one. */
    Schema of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return parameterized(generic);
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        return type instanceof Class<?> plain ? plain(plain) : OASFactory.createSchema();
    }

    private Schema parameterized(ParameterizedType generic) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Type[] arguments = generic.getActualTypeArguments();
        if (raw == Page.class) {
            return page(arguments[0]);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return array(of(arguments[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return object().additionalPropertiesSchema(of(arguments[1]));
        }
        return raw == Optional.class ? of(arguments[0]) : plain(raw);
    }

    private Schema page(Type item) {
        Schema items = of(item);
        String name = (items.getRef() == null ? "Value" : items.getRef().replaceAll(".*/", "")) + "Page";
        components.computeIfAbsent(name, key -> {
            Schema next = text(null)
                    .nullable(true)
                    .description("Send it as cursor to get the next page; null on the last page.");
            return object().description("A page, newest first")
                    .addProperty("items", array(items))
                    .addProperty("next", next);
        });
        return reference(name);
    }

    private Schema plain(Class<?> type) {
        Schema value = value(type);
        if (value != null) {
            return value;
        }
        if (type.isEnum()) {
            List<Object> constants = Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Object) ((Enum<?>) constant).name())
                    .toList();
            return text(null).enumeration(constants);
        }
        if (type.isArray()) {
            return type == byte[].class ? text("binary") : array(of(type.getComponentType()));
        }
        return type.isRecord() ? record(type) : object();
    }

    private static Schema value(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return text(null);
        } else if (type == UUID.class || Id.class.isAssignableFrom(type)) {
            return text("uuid").example("0193a1f2-7c3e-7a51-9a55-0d9e6f2b8c11");
        } else if (type == Instant.class) {
            return text("date-time").example("2026-11-22T18:00:00Z");
        } else if (type == Duration.class) {
            return text("duration").example("PT24H");
        } else if (type == URI.class) {
            return text("uri");
        } else if (type == boolean.class || type == Boolean.class) {
            return OASFactory.createSchema().type(SchemaType.BOOLEAN);
        } else if (type == int.class || type == Integer.class || type == OptionalInt.class) {
            return OASFactory.createSchema().type(SchemaType.INTEGER).format("int32");
        } else if (type == long.class || type == Long.class || type == OptionalLong.class) {
            return OASFactory.createSchema().type(SchemaType.INTEGER).format("int64");
        }
        return type == BigDecimal.class ? OASFactory.createSchema().type(SchemaType.NUMBER) : null;
    }

    private Schema record(Class<?> type) {
        String name = names.of(type);
        if (!components.containsKey(name)) {
            Schema schema = object();
            // Before its parts, so that a record may hold itself.
            components.put(name, schema);
            var described = type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
            if (described != null && !described.description().isEmpty()) {
                schema.description(described.description());
            }
            for (RecordComponent component : type.getRecordComponents()) {
                schema.addProperty(component.getName(), part(component, schema));
            }
        }
        return reference(name);
    }

    private Schema part(RecordComponent component, Schema whole) {
        Schema schema = of(component.getGenericType());
        var described =
                component.getAccessor().getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (Constraints.isRequired(component.getAccessor()) || (described != null && described.required())) {
            whole.addRequired(component.getName());
        }
        if (schema.getRef() == null) {
            Constraints.describe(component.getAccessor(), schema);
        }
        if (described != null && schema.getRef() == null) {
            setIfGiven(described.description(), schema::setDescription);
            setIfGiven(
                    described.example(),
                    example -> schema.setExample(
                            schema.getType() == SchemaType.INTEGER ? (Object) Long.valueOf(example) : example));
            setIfGiven(described.pattern(), schema::setPattern);
        }
        return schema;
    }

    private static void setIfGiven(String text, java.util.function.Consumer<String> target) {
        if (!text.isEmpty()) {
            target.accept(text);
        }
    }

    static Schema reference(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    private static Schema object() {
        return OASFactory.createSchema().type(SchemaType.OBJECT);
    }

    private static Schema array(Schema items) {
        return OASFactory.createSchema().type(SchemaType.ARRAY).items(items);
    }

    private static Schema text(String format) {
        Schema schema = OASFactory.createSchema().type(SchemaType.STRING);
        return format == null ? schema : schema.format(format);
    }
}
