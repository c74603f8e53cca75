package shop.gather.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.update.Update;

/**
 * One SELECT, UPDATE or DELETE of a statement with what it reads, to see whether the store of each of its tables is
 * given. A table's store is given where {@code store_id} equals the statement's store or the {@code store_id} of a
 * table whose store is given, in this block or around it.
 */
final class SqlBlock {

    private final SqlBlock around;
    private final boolean named;
    /** The alias of each table; null for a nested select, which is a block of its own. */
    private final Map<String, String> sources = new LinkedHashMap<>();

    private final List<String> given = new ArrayList<>();
    private final List<EqualsTo> equalities = new ArrayList<>();

    private SqlBlock(SqlBlock around, boolean named) {
        this.around = around;
        this.named = named;
    }

    /**
     * @param around the block that holds this one, or null
     * @param named whether the statement names its store as {@code :store}; any other placeholder is another value then
     * @return null if the node is no block
     */
    static SqlBlock of(Object node, SqlBlock around, boolean named) {
        SqlBlock block = new SqlBlock(around, named);
        if (node instanceof PlainSelect select) {
            block.add(select.getFromItem());
            block.addJoins(select.getJoins());
            block.addCondition(select.getWhere());
        } else if (node instanceof Update update) {
            block.add(update.getTable());
            block.add(update.getFromItem());
            block.addJoins(update.getStartJoins());
            block.addJoins(update.getJoins());
            block.addCondition(update.getWhere());
        } else if (node instanceof Delete delete) {
            block.add(delete.getTable());
            if (delete.getUsingList() != null) {
                delete.getUsingList().forEach(block::add);
            }
            block.addJoins(delete.getJoins());
            block.addCondition(delete.getWhere());
        } else {
            return null;
        }
        block.settle();
        return block;
    }

    /** The tables whose store is not given. */
    List<String> without() {
        return sources.entrySet().stream()
                .filter(source -> source.getValue() != null && !given.contains(source.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether an expression is the statement's store, or the {@code store_id} of a table whose store is given. */
    boolean isStore(Expression value) {
        return ShardingRules.isStoreParameter(value, named) || isGiven(value);
    }

    /** Takes the store of one table for given, as a sweep's is. */
    void give(String table) {
        sources.entrySet().stream()
                .filter(source -> table.equals(source.getValue()))
                .findFirst()
                .ifPresent(source -> given.add(source.getKey()));
        settle();
    }

    private void add(FromItem item) {
        if (item == null) {
            return;
        }
        String alias = item.getAlias() == null ? null : item.getAlias().getName();
        if (item instanceof Table table) {
            sources.put(lower(alias == null ? table.getName() : alias), SqlTree.name(table));
        } else if (alias != null) {
            sources.put(lower(alias), null);
            given.add(lower(alias));
        }
    }

    private void addJoins(Collection<Join> joins) {
        if (joins != null) {
            for (Join join : joins) {
                add(join.getFromItem());
                join.getOnExpressions().forEach(this::addCondition);
            }
        }
    }

    private void addCondition(Expression condition) {
        if (condition instanceof AndExpression and) {
            addCondition(and.getLeftExpression());
            addCondition(and.getRightExpression());
        } else if (condition instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            addCondition(list.get(0));
        } else if (condition instanceof EqualsTo equality) {
            equalities.add(equality);
        }
    }

    private void settle() {
        int before;
        do {
            before = given.size();
            for (EqualsTo equality : equalities) {
                take(equality.getLeftExpression(), equality.getRightExpression());
                take(equality.getRightExpression(), equality.getLeftExpression());
            }
        } while (given.size() > before);
    }

    private void take(Expression column, Expression value) {
        String alias = aliasOfStoreColumn(column);
        if (alias != null && sources.containsKey(alias) && !given.contains(alias) && isStore(value)) {
            given.add(alias);
        }
    }

    private boolean isGiven(Expression value) {
        String alias = aliasOfStoreColumn(value);
        for (SqlBlock block = this; block != null && alias != null; block = block.around) {
            if (block.sources.containsKey(alias)) {
                return block.given.contains(alias);
            }
        }
        return false;
    }

    /** Without a qualifier it is the first table's. */
    private String aliasOfStoreColumn(Expression value) {
        if (!(value instanceof Column column) || !column.getColumnName().equalsIgnoreCase("store_id")) {
            return null;
        }
        if (column.getTable() != null && column.getTable().getName() != null) {
            return lower(column.getTable().getName());
        }
        return sources.keySet().stream().findFirst().orElse(null);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
