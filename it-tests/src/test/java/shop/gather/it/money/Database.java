package shop.gather.it.money;

import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;

/** The databases that Gather runs on, each with the server that tests share. */
enum Database {
    H2,
    POSTGRES;

    GatherServer server() {
        return this == H2 ? Shared.h2() : Shared.postgres();
    }
}
