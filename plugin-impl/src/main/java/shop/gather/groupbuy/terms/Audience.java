package shop.gather.groupbuy.terms;

import java.util.UUID;

/** A group of a store's members for whom a campaign is. */
public sealed interface Audience {

    /** The name of the group within its store, at most 60 characters: the directory finds campaigns by it. */
    String key();

    /** The members of a community. */
    record Community(UUID id) implements Audience {
        @Override
        public String key() {
            return "community:" + id;
        }
    }

    /** The leaders of the store that are not suspended. */
    record ActiveLeaders() implements Audience {
        @Override
        public String key() {
            return "leaders";
        }
    }
}
