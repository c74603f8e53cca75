package shop.gather.adapter.http;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.tck.DirectContext;
import shop.gather.tck.PortContracts;
import shop.gather.tck.ShopDriver;

/**
 * Every contract of the TCK against a running reference shop; all that goes over the wire is held against the OpenAPI
 * document besides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReferenceContracts implements PortContracts {

    private final ReferenceShop.Terms terms;
    private ReferenceShop server;
    private ReferenceShop otherServer;
    private ReferenceDriver driver;
    private Shop shop;

    ReferenceContracts(ReferenceShop.Terms terms) {
        this.terms = terms;
    }

    @BeforeAll
    void open() {
        server = ReferenceShop.start(terms);
        driver = new ReferenceDriver(server);
        shop = connect(Map.of());
    }

    @AfterAll
    void close() {
        shop.close();
        server.close();
        if (otherServer != null) {
            otherServer.close();
        }
    }

    @Override
    public ShopAdapter adapter() {
        return new HttpAdapter();
    }

    @Override
    public ReferenceDriver driver() {
        return driver;
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        if (otherServer == null) {
            otherServer = ReferenceShop.start(terms);
        }
        return Optional.of(new ReferenceDriver(otherServer));
    }

    @Override
    public Shop connect(Map<String, String> replaced, Clock clock) {
        Map<String, String> settings = new HashMap<>(driver().settings());
        settings.putAll(replaced);
        ShopContext context = new DirectContext(settings, clock);
        return adapter().connect(new ContextOver(context, new CheckedHttp(context.http(), server.uri() + "/gather")));
    }
}
