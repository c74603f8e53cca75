package shop.gather.it.lifecycle;

import java.util.Map;
import shop.gather.it.fixture.GatherServer;

class RestartOnH2IT extends RestartContract {

    @Override
    GatherServer start(Map<String, String> settings) {
        return GatherServer.onH2(settings);
    }
}
