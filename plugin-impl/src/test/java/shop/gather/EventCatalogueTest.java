package shop.gather;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.event.Event;
import shop.gather.event.EventType;
import shop.gather.platform.Id;
import shop.gather.platform.http.StrictJson;

/** EVENTS.md lists every event that the module tells, with its fields and an example. It is written by this test. */
class EventCatalogueTest {

    private static final Path CATALOGUE = Path.of("EVENTS.md");

    /** A field means the same in every event. A name that is not here does not pass. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("amount", "money, as `{\"amount\":\"12.50\",\"currency\":\"EUR\"}`"),
            Map.entry("application", "id of the application"),
            Map.entry("campaign", "id of the campaign"),
            Map.entry("commission", "id of the commission"),
            Map.entry("correction", "id of the correction"),
            Map.entry("evidence", "kind of evidence that decided"),
            Map.entry("leader", "id of the leader"),
            Map.entry("level", "1 for the leader who sold, 2 for the one who recruited her"),
            Map.entry("member", "id of the member"),
            Map.entry("order", "the shop's id of the order"),
            Map.entry("participation", "id of the place in a team"),
            Map.entry("payUntil", "until when the buyer may pay"),
            Map.entry("payoutRequest", "id of the payout request"),
            Map.entry("point", "id of the pickup point"),
            Map.entry("readyUntil", "until when it can be collected"),
            Map.entry("reason", "stable code, or the shop's words; left out where there is none"),
            Map.entry("state", "state after the event"),
            Map.entry("team", "id of the team"));

    private static final List<Class<? extends Event>> KINDS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                    .importPackages("shop.gather")
                    .stream()
                    .filter(type -> type.isAssignableTo(Event.class)
                            && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                    .map(JavaClass::reflect)
                    .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                    .sorted(Comparator.comparing(Event::nameOf))
                    .toList();

    @Test
    void everyEventIsInTheCatalogue() throws IOException {
        String expected = catalogue();
        if (!Files.exists(CATALOGUE) || !Files.readString(CATALOGUE).equals(expected)) {
            Path written = Files.writeString(Path.of("target", "EVENTS.md"), expected);
            assertThat(CATALOGUE)
                    .as("copy " + written + " to " + CATALOGUE + ": the events have changed")
                    .hasContent(expected);
        }
    }

    @Test
    void everyEventIsARecordOfASealedTypeAndHasAnUnmistakableName() {
        assertThat(KINDS).hasSizeGreaterThan(30).allSatisfy(kind -> {
            assertThat(kind.isRecord()).isTrue();
            assertThat(kind.getInterfaces()[0].isSealed()).isTrue();
            assertThat(Event.nameOf(kind)).matches("[a-z]+\\.[a-z-]+");
            assertThat(FIELDS.keySet())
                    .containsAll(Arrays.stream(kind.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        });
        assertThat(KINDS.stream().map(Event::nameOf)).doesNotHaveDuplicates();
    }

    private static String catalogue() {
        StringBuilder page = new StringBuilder("""
                # Events

                What Gather tells a store's own systems. Register an address with `POST /api/v1/event-endpoints`. Each event is sent once per endpoint, signed as
                [Standard Webhooks](https://www.standardwebhooks.com) say, and again until it is accepted, for three days (`gather.events.retry-for`). Every
                body has the same frame; the fields of an event are in `data`. The numbers in the examples are invented. `EventCatalogueTest` writes this page
                from the code.

                ```json
                {"type":"team.succeeded","timestamp":"2026-11-29T10:15:30Z","store":"0190f5c6-…","data":{"team":"0190f5c6-…"}}
                ```

                | Event | When | Fields |
                |---|---|---|
                """);
        for (Class<? extends Event> kind : KINDS) {
            page.append("| `%s` | %s | %s |\n"
                    .formatted(
                            Event.nameOf(kind),
                            kind.getAnnotation(EventType.class).when(),
                            Arrays.stream(kind.getRecordComponents())
                                    .map(field -> "`" + field.getName() + "`")
                                    .collect(Collectors.joining(", "))));
        }
        page.append("\n## Fields\n\n| Field | Meaning |\n|---|---|\n");
        FIELDS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> page.append("| `%s` | %s |\n".formatted(field.getKey(), field.getValue())));
        page.append("\n## Examples of `data`\n\n```\n");
        KINDS.forEach(kind -> page.append("%-30s %s\n".formatted(Event.nameOf(kind), example(kind))));
        return page.append("```\n").toString();
    }

    private static String example(Class<? extends Event> kind) {
        RecordComponent[] fields = kind.getRecordComponents();
        try {
            Constructor<? extends Event> constructor = kind.getDeclaredConstructor(
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return StrictJson.codec().toJson(constructor.newInstance(values(fields)));
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(kind + " cannot be made", impossible);
        }
    }

    private static Object[] values(RecordComponent[] fields) throws ReflectiveOperationException {
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = value(fields[i]);
        }
        return values;
    }

    private static Object value(RecordComponent field) throws ReflectiveOperationException {
        Class<?> type = field.getType();
        if (Id.class.isAssignableFrom(type)) {
            return type.getDeclaredConstructor(UUID.class)
                    .newInstance(UUID.nameUUIDFromBytes(field.getName().getBytes(StandardCharsets.US_ASCII)));
        }
        if (type == Money.class) {
            return Money.parse("EUR 12.50");
        }
        if (type == Instant.class) {
            return Instant.parse("2026-12-01T12:00:00Z");
        }
        if (type == int.class) {
            return 1;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : field.getName().equals("order") ? "1042" : "a-stable-code";
    }
}
