package shop.gather.message.setting;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of the members' settings. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface MessageSettingRows {

    StatelessSession session();

    default void insert(MessageSetting setting) {
        session().insert(setting);
    }

    @HQL("where memberId = :member")
    List<MessageSetting> of(UUID member);

    @HQL("delete from MessageSetting where memberId = :member")
    void delete(UUID member);
}
