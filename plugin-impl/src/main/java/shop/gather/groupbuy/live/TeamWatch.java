package shop.gather.groupbuy.live;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.Campaigns;
import shop.gather.groupbuy.live.WatchedTeam.Key;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.TeamReads;
import shop.gather.groupbuy.team.Teams;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.security.RateLimits;
import shop.gather.platform.security.StoreStands;

/**
 * The streams of this node. Once a second, one statement per store reads all teams of the store that are watched; what
 * has changed is sent from memory. A further watcher of a team costs the database nothing. Nothing survives the end of
 * the node: clients connect again. Thread-safe.
 */
@Singleton
class TeamWatch {

    private static final Logger LOG = Logger.getLogger(TeamWatch.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Teams teams;
    private final TeamReads reads;
    private final Campaigns campaigns;
    private final StoreStands stands;
    private final LiveLimits limits;
    private final Map<Key, WatchedTeam> watched = new ConcurrentHashMap<>();
    private final Map<StoreId, AtomicInteger> ofStores = new ConcurrentHashMap<>();
    private final Map<Visitor, Integer> ofVisitors = new ConcurrentHashMap<>();
    private final AtomicInteger ofNode = new AtomicInteger();

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> reading;

    /** Checks streams also while the database does not answer. */
    private ScheduledExecutorService checking;

    @Inject
    TeamWatch(Teams teams, TeamReads reads, Campaigns campaigns, StoreStands stands) {
        this(teams, reads, campaigns, stands, LiveLimits.configured());
    }

    TeamWatch(Teams teams, TeamReads reads, Campaigns campaigns, StoreStands stands, LiveLimits limits) {
        this.teams = teams;
        this.reads = reads;
        this.campaigns = campaigns;
        this.stands = stands;
        this.limits = limits;
    }

    @PostConstruct
    void start() {
        reading = timer.scheduleWithFixedDelay(this::read, 1, 1, TimeUnit.SECONDS);
        checking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "gather-live");
            thread.setDaemon(true);
            return thread;
        });
        checking.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        reading.cancel(false);
        checking.shutdownNow();
        watched.values().forEach(team -> team.watchers().forEach(Watcher::close));
    }

    /**
     * The present state of a team, from memory if somebody watches it; else it is read.
     *
     * @throws ProblemException NOT_FOUND
     */
    WatchedTeam find(StoreId store, TeamId id) {
        Key key = new Key(store, id);
        WatchedTeam known = watched.get(key);
        return known == null ? load(key) : known;
    }

    private WatchedTeam load(Key key) {
        Team team = teams.find(key.store(), key.id()).orElseThrow(() -> ProblemException.notFound("team"));
        return new WatchedTeam(
                key, team, campaigns.offer(key.store(), team.campaign()).terms());
    }

    /** Who follows teams of a store. @param network as other limits of visitors count it: for IPv6 the /64 network */
    record Visitor(StoreId store, String network) {}

    /**
     * Begins a stream: it receives the present state at once, and every later one until the team has ended.
     *
     * @param team from {@link #find}
     * @param address of the visitor
     * @param known the version that the client has already; null for none
     * @param opened called with the new watcher before anything is written
     * @throws ProblemException NO_CAPACITY if the visitor, the store or the node has too many streams
     */
    void begin(WatchedTeam team, String address, String known, EventSink sink, Consumer<Watcher> opened) {
        Visitor visitor = new Visitor(team.key().store(), RateLimits.network(address));
        admit(team.key(), visitor);
        WatchedTeam[] joined = new WatchedTeam[1];
        Watcher[] self = new Watcher[1];
        Watcher watcher = new Watcher(sink, known, () -> left(visitor, joined[0], self[0]), System.nanoTime());
        self[0] = watcher;
        // One that was removed a moment ago is watched again, unless another one has taken its place.
        joined[0] = watched.compute(team.key(), (key, present) -> {
            WatchedTeam now = present == null ? team : present;
            now.watchers().add(watcher);
            return now;
        });
        watcher.offer(joined[0].current(), System.nanoTime());
        try {
            opened.accept(watcher);
        } catch (RuntimeException refused) {
            watcher.lost();
            throw refused;
        }
    }

    private void admit(Key key, Visitor visitor) {
        AtomicInteger ofStore = ofStores.computeIfAbsent(key.store(), any -> new AtomicInteger());
        boolean node = ofNode.incrementAndGet() <= limits.ofNode();
        boolean store = ofStore.incrementAndGet() <= limits.ofStore();
        boolean one = ofVisitors.merge(visitor, 1, Integer::sum) <= limits.ofVisitor();
        if (!node || !store || !one || (!watched.containsKey(key) && teamsOf(key.store()) >= limits.teamsOfStore())) {
            release(visitor);
            throw new ProblemException(
                    ProblemCode.NO_CAPACITY,
                    "Too many pages follow teams now, in the whole shop or from your network. Poll the team instead, or try again later.",
                    RETRY_AFTER);
        }
    }

    private long teamsOf(StoreId store) {
        return watched.keySet().stream()
                .filter(key -> key.store().equals(store))
                .count();
    }

    private void left(Visitor visitor, WatchedTeam team, Watcher watcher) {
        team.watchers().remove(watcher);
        release(visitor);
    }

    private void release(Visitor visitor) {
        ofVisitors.computeIfPresent(visitor, (any, streams) -> streams > 1 ? streams - 1 : null);
        ofStores.get(visitor.store()).decrementAndGet();
        ofNode.decrementAndGet();
    }

    /** How many streams there are. */
    int streams() {
        return ofNode.get();
    }

    /** Reads the teams that are watched and have not ended: one statement for all of a store. */
    void read() {
        Map<StoreId, List<WatchedTeam>> open = watched.values().stream()
                .filter(team -> !team.current().over() && !team.watchers().isEmpty())
                .collect(Collectors.groupingBy(team -> team.key().store()));
        open.forEach((store, of) -> {
            try {
                read(store, of);
            } catch (RuntimeException unavailable) {
                LOG.log(Level.FINE, "teams that are watched cannot be read now", unavailable);
            }
        });
    }

    private void read(StoreId store, List<WatchedTeam> of) {
        if (stands.of(store).suspended()) {
            of.forEach(team -> team.watchers().forEach(watcher -> watcher.end(System.nanoTime())));
            return;
        }
        Map<TeamId, Team> rows = new HashMap<>();
        reads.find(store, of.stream().map(team -> team.key().id()).toList()).forEach(row -> rows.put(row.id(), row));
        long now = System.nanoTime();
        for (WatchedTeam team : of) {
            Team row = rows.get(team.key().id());
            if (row != null) {
                team.read(row, now);
            }
        }
    }

    /** Looks after each stream, and forgets teams that nobody watches any more. */
    void check() {
        long now = System.nanoTime();
        for (WatchedTeam team : watched.values()) {
            try {
                team.watchers().forEach(watcher -> watcher.check(limits, now));
            } catch (RuntimeException broken) {
                LOG.log(Level.WARNING, "a stream cannot be checked", broken);
            }
            if (team.watchers().isEmpty()) {
                watched.computeIfPresent(
                        team.key(), (key, present) -> present.watchers().isEmpty() ? null : present);
            }
        }
    }
}
