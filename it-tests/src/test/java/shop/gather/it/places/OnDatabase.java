package shop.gather.it.places;

import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/** The databases that a behaviour must hold on. */
enum OnDatabase {
    H2 {
        @Override
        GatherServer server() {
            return Shared.h2();
        }
    },
    POSTGRES {
        @Override
        GatherServer server() {
            return Shared.postgres();
        }
    };

    /** The server of this run on this database. */
    abstract GatherServer server();
}
