package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** How members are called. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class MemberNames {

    private final StoreSql sql;

    @Inject
    MemberNames(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * The names of several members, by their ids, in one statement; "Erased" for an erased one.
     *
     * @param members unknown ids are left out
     */
    public Map<UUID, String> of(StoreId store, Collection<UUID> members) {
        List<UUID> ids = members.stream().distinct().toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        store,
                        "select id, display_name from member where store_id = :store and id in ("
                                + StoreSql.marks(ids.size()) + ")",
                        row -> Map.entry(StoreSql.uuid(row, "id"), row.getString("display_name")),
                        ids.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
