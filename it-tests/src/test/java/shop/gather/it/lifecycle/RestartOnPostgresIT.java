package shop.gather.it.lifecycle;

import java.util.Map;
import shop.gather.it.fixture.GatherServer;

class RestartOnPostgresIT extends RestartContract {

    @Override
    GatherServer start(Map<String, String> settings) {
        return GatherServer.onPostgres(settings);
    }
}
