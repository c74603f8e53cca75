package shop.gather.groupbuy.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.StoreId;

/** A team that somebody watches on this node. Thread-safe. */
final class WatchedTeam {

    /** @param id of a team of the store; another store may have one with the same id */
    record Key(StoreId store, TeamId id) {}

    private final Key key;
    private final CampaignTerms terms;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile Snapshot current;

    WatchedTeam(Key key, Team team, CampaignTerms terms) {
        this.key = key;
        this.terms = terms;
        this.current = Snapshot.of(0, team, terms);
    }

    Key key() {
        return key;
    }

    Snapshot current() {
        return current;
    }

    Set<Watcher> watchers() {
        return watchers;
    }

    /** The team's row was read again, by one thread at a time. Tells the watchers if something has changed. */
    void read(Team team, long now) {
        Snapshot before = current;
        Snapshot next = Snapshot.of(before.number() + 1, team, terms);
        if (!next.version().equals(before.version())) {
            current = next;
            watchers.forEach(watcher -> watcher.offer(next, now));
        }
    }
}
