package shop.gather.it.lifecycle;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import shop.gather.it.fixture.GatherServer;

@Tag("long")
class RestartOnPostgresIT extends RestartContract {

    @Override
    GatherServer start(Map<String, String> settings) {
        return GatherServer.onPostgres(settings);
    }
}
