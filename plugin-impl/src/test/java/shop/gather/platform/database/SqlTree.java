package shop.gather.platform.database;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;

/**
 * The syntax tree of a statement, read field by field: the parser's own visitors leave out some kinds of nodes, and a
 * rule that does not see a node does not hold.
 */
public final class SqlTree {

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fieldsOf(type);
        }
    };

    private SqlTree() {}

    /** @throws JSQLParserException if the parser does not know the syntax */
    public static Statement parse(String sql) throws JSQLParserException {
        return CCJSqlParserUtil.parse(sql);
    }

    /** The names of all tables of a statement, in lower case, with their schema where it is named. */
    public static List<String> tables(Object root) {
        List<String> names = new ArrayList<>();
        find(root, Table.class::isInstance).forEach(table -> names.add(name((Table) table)));
        return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
    }

    static String name(Table table) {
        // The table of a qualified column is parsed as a table too; it has no place in FROM. See children().
        return table.getFullyQualifiedName().toLowerCase(java.util.Locale.ROOT).replace("\"", "");
    }

    /** The nodes below and at a root that match, in the order of the text. */
    static List<Object> find(Object root, Predicate<Object> match) {
        List<Object> found = new ArrayList<>();
        if (match.test(root)) {
            found.add(root);
        }
        children(root).forEach(child -> found.addAll(find(child, match)));
        return found;
    }

    /** The nodes directly below one. The table that qualifies a column is none: it only repeats an alias. */
    static List<Object> children(Object node) {
        List<Object> children = new ArrayList<>();
        if (node instanceof Collection<?> nodes) {
            nodes.forEach(child -> add(children, child));
        }
        for (Field field : FIELDS.get(node.getClass())) {
            try {
                add(children, field.get(node));
            } catch (IllegalAccessException closed) {
                throw new IllegalStateException(closed);
            }
        }
        return children;
    }

    private static void add(List<Object> children, Object child) {
        if (child instanceof Collection<?> nodes && !isNode(child)) {
            nodes.forEach(one -> add(children, one));
        } else if (child != null && isNode(child)) {
            children.add(child);
        }
    }

    private static boolean isNode(Object value) {
        String name = value.getClass().getName();
        return name.startsWith("net.sf.jsqlparser.")
                && !name.startsWith("net.sf.jsqlparser.parser.")
                && !(value instanceof Enum<?>);
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && at.getName().startsWith("net.sf.jsqlparser."); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean qualifier = at.getSimpleName().equals("Column") && field.getType() == Table.class;
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && !qualifier) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
