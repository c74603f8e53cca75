package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule refuses the statement that breaks it, and allows what stands beside it. */
class ShardingRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from team where id = ?",
                "select id from team where store_id = ? and id = :store",
                "select id from team where store_id = :store or id = ?",
                "select id from team where store_id in (:store)",
                "select t.id from team t join campaign c on c.id = t.campaign_id where t.store_id = :store",
                "select id from team where store_id = :store and campaign_id in (select id from campaign where state = ?)",
                "select id, (select count(*) from team t where t.campaign_id = c.id) from campaign c where c.store_id = :store",
                "select id from team where store_id = :store union all select id from campaign",
                "update team set held = 0 where id = ? and deadline > :store",
                "update team set held = (select count(*) from participation) where store_id = :store",
                "delete from participation where id = ?",
                "insert into team (id, campaign_id) values (?, ?)",
                "insert into team (store_id, id) values (?, :store)",
                "insert into team (store_id, id) select ?, id from campaign where store_id = :store",
                "insert into team (store_id, id) select c.store_id, id from campaign c where c.id = :store"
            })
    void aStatementThatDoesNotNameTheStoreOfEachTableIsRefused(String sql) {
        assertThat(ShardingRules.violations(sql))
                .hasSize(1)
                .allMatch(found -> found.startsWith("does not name the store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update team set closed_at = coalesce(closed_at, now()) where store_id = :store",
                "update team set due_at = case when held > 0 then now() else null end where store_id = :store",
                "update team set held = 0 where store_id = :store and coalesce(due_at, current_timestamp) <= ?",
                "insert into team (store_id, id, due_at) values (:store, ?, coalesce(cast(? as timestamp), now()))",
                "delete from team where store_id = :store and case when random() > 1 then true else false end"
            })
    void aChangeThatReadsTheClockOrARandomNumberInsideCaseOrCoalesceIsRefused(String sql) {
        assertThat(ShardingRules.violations(sql)).hasSize(1).allMatch(found -> found.startsWith("reads the clock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select g.id, c.target from group_link g join link_code c on c.code = g.code where g.store_id = :store",
                "update link_code set live = true where store_id = :store and link_id in (select id from group_link "
                        + "g where g.store_id = :store)",
                "select id from member where store_id = :store and exists (select 1 from store s where s.id = :store)",
                "insert into link_code (code, store_id) select code, store_id from group_link where store_id = :store"
            })
    void aStatementOnStoreTablesAndDirectoryTablesIsRefused(String sql) {
        assertThat(ShardingRules.violations(sql)).hasSize(1).allMatch(found -> found.startsWith("uses store tables"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select store_id, id from ledger_posting where posted_at <= now() limit 10",
                "select t.store_id, t.id from team t join ledger_posting p on p.store_id = t.store_id where t.due_at <= now() limit 10",
                "select c.store_id, c.id from campaign c join team t on t.campaign_id = c.id limit 10",
                "select id from team where due_at <= now() limit 10",
                "select store_id, id from team where due_at <= now()",
                "delete from team where due_at <= now()",
                "select store_id, id from team where due_at <= now() union all select store_id, id from team limit 10"
            })
    void aSweepThatIsNotOnTheListIsRefused(String sql) {
        assertThat(ShardingRules.violations(sql))
                .isNotEmpty()
                .allMatch(found -> found.startsWith("does not name the store"));
    }

    @Test
    void oneThatCannotBeParsedIsRefused() {
        assertThat(ShardingRules.violations("select from where")).containsExactly("cannot be parsed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select current_timestamp as t",
                "select id from team where store_id = :store and deadline > now()",
                "select case when deadline > now() then 1 else 0 end from team where store_id = :store",
                "select t1_0.id from team t1_0 where t1_0.store_id=? and t1_0.id=?",
                "select t.id from team t left join campaign c on c.store_id = t.store_id and c.id = t.campaign_id "
                        + "where t.store_id = :store",
                "select d.id from (select id from team where store_id = :store) d",
                "update team set due_at = now() where (store_id = :store) and exists (select 1 from campaign c where "
                        + "c.store_id = team.store_id)",
                "insert into team (store_id, id, due_at) values (:store, ?, now())",
                "insert into team (store_id, id) select c.store_id, ? from campaign c where c.store_id = :store",
                "select store_id, due_key from (select store_id, id as due_key from team where due_at <= now()) due limit ?",
                "select c.store_id from campaign c where not exists (select 1 from team t where t.store_id = c.store_id) limit 10",
                "select c.code from link_code c join store s on s.id = c.store_id where c.code = ?",
                "update store set version = version + 1 where id = :store",
                "delete from node where swept_at < now() - interval '1' day"
            })
    void othersAreAllowed(String sql) {
        assertThat(ShardingRules.violations(sql)).isEmpty();
    }
}
