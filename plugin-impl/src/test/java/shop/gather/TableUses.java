package shop.gather;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tables the classes of a module use: in SQL, which may be written in pieces, by name, and as entities, also in
 * HQL.
 */
final class TableUses {

    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A table in SQL; further ones after a comma. */
    private static final Pattern IN_SQL = Pattern.compile(
            "\\b(?:from|join|update(?:\\s+versioned)?|into|using)\\s+(\\w+)(?:\\s+\\w+)?((?:\\s*,\\s*\\w+(?:\\s+\\w+)?)*)");

    /** A table whose name is an argument of a class that builds the statement. */
    private static final Pattern BY_NAME = Pattern.compile("due\\s*\\.of\\(\\s*\"(\\w+)\"");

    private static final Pattern ENTITY =
            Pattern.compile("@Entity\\b(?:\\s*@Table\\(name = \"(\\w+)\"\\))?[^{]*?class (\\w+)");
    private static final Pattern CREATED = Pattern.compile("(?m)^create table (\\w+)");

    private final Set<String> tables;

    /** Of the entities whose tables have another name. */
    private final Map<String, String> tablesOfEntities;

    /**
     * @param tables all that there are: other words of a text are no tables
     * @param root of the sources, with all entities
     */
    TableUses(Set<String> tables, Path root) throws IOException {
        this.tables = tables;
        this.tablesOfEntities = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                ENTITY.matcher(Files.readString(file))
                        .results()
                        .forEach(entity -> tablesOfEntities.put(entity.group(2), tableOf(entity)));
            }
        }
    }

    /** @param folder of a feature @param type the class's simple name */
    record Use(String folder, String type, String table) {
        @Override
        public String toString() {
            return folder + "." + type + " uses " + table;
        }
    }

    /** The tables that migrations make. */
    static Set<String> tablesOf(Path migrations) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.toList()) {
                CREATED.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The uses of all classes of {@code shop.gather}. */
    List<Use> of(Path root) throws IOException {
        List<Use> uses = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                String folder = root.relativize(file).getName(0).toString();
                for (String table : in(Files.readString(file))) {
                    uses.add(new Use(folder, type, table));
                }
            }
        }
        return uses;
    }

    /** The tables that one source uses. */
    Set<String> in(String source) {
        String joined = JOINT.matcher(source).replaceAll("");
        Set<String> found = new TreeSet<>();
        TEXT.matcher(joined)
                .results()
                .forEach(text -> IN_SQL.matcher(text.group(1)).results().forEach(part -> found.addAll(named(part))));
        BY_NAME.matcher(joined).results().map(name -> name.group(1)).forEach(found::add);
        ENTITY.matcher(joined).results().map(TableUses::tableOf).forEach(found::add);
        found.retainAll(tables);
        return found;
    }

    private Set<String> named(MatchResult part) {
        Set<String> names =
                Pattern.compile("[,\\s]+").splitAsStream(part.group(2)).collect(Collectors.toCollection(TreeSet::new));
        names.add(part.group(1));
        return names.stream()
                .map(name -> tablesOfEntities.getOrDefault(name, tableOf(name)))
                .collect(Collectors.toSet());
    }

    /** HQL names the entity. */
    private static String tableOf(String name) {
        return Matcher.quoteReplacement(name)
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static String tableOf(MatchResult entity) {
        String named = entity.group(1);
        return named != null ? named : tableOf(entity.group(2));
    }
}
