package shop.gather.platform.memory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.config.GatherConfig;

/**
 * The budgets of this node, as percentages of the largest heap: one for bodies of requests that showed a key or a
 * session, one for those of everybody else, and one for the answers of shops. A body costs more than its bytes: it is
 * held as bytes and as text, and each value of its JSON becomes an object. The defaults leave room for what no budget
 * counts: at 320 MB about 95 MB of the server and the module, and 70 MB of the container's buffers when 200 clients are
 * connected. Thread-safe.
 */
@Singleton
public class MemoryBudgets {

    /**
     * What a value of JSON is taken to cost once it is an object, in bytes: an estimate for a small object in a list of
     * many.
     */
    public static final int BYTES_PER_VALUE = 150;

    private static final int ALL = 100;

    private final MemoryBudget requests;
    private final MemoryBudget visitors;
    private final MemoryBudget answers;

    @Inject
    public MemoryBudgets() {
        this(Runtime.getRuntime().maxMemory());
    }

    MemoryBudgets(long heap) {
        int requestPercent = percent("gather.memory.requests-percent", 5);
        int answerPercent = percent("gather.memory.answers-percent", 8);
        int storePercent = percent("gather.memory.store-percent", 50);
        requests = budget(heap * requestPercent / ALL / 2, storePercent);
        visitors = budget(heap * requestPercent / ALL / 2, storePercent);
        answers = budget(heap * answerPercent / ALL, storePercent);
    }

    /** For bodies of requests with a valid key or session. */
    public MemoryBudget requests() {
        return requests;
    }

    /** For bodies of requests with a store's publishable key, which everybody knows, or without valid credentials. */
    public MemoryBudget visitors() {
        return visitors;
    }

    /** For answers to the calls of this node. */
    public MemoryBudget answers() {
        return answers;
    }

    private static MemoryBudget budget(long bytes, int storePercent) {
        return new MemoryBudget(bytes, bytes * storePercent / ALL);
    }

    private static int percent(String setting, int fallback) {
        int percent = GatherConfig.number(setting, fallback);
        if (percent < 1 || percent > ALL) {
            throw new IllegalStateException(setting + ": " + percent + " is not a percentage from 1 to 100");
        }
        return percent;
    }
}
