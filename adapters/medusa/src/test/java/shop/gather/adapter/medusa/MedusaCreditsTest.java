package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp.Request;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits;
import shop.gather.spi.StoreCredits.Credit;

class MedusaCreditsTest {

    private static final HostFacts FACTS = new HostFacts(
            new ShopIdentity("medusa-1", "Shop", Set.of(CurrencyUnit.EUR), true), "reg_1", "de", CurrencyUnit.EUR);
    private static final String NONE = "{\"store_credit_accounts\":[]}";
    private static final String ONE =
            "{\"store_credit_accounts\":[{\"id\":\"acc_1\",\"customer_id\":\"cus_1\",\"currency_code\":\"eur\"}]}";
    private static final String CUSTOMER =
            "{\"customer\":{\"id\":\"cus_1\",\"has_account\":true,\"created_at\":\"2026-11-22T09:00:00Z\"}}";
    private static final String EMPTY = "{\"transactions\":[],\"count\":0}";

    private final CannedHttp http = new CannedHttp();

    @Test
    void thereWhereThePluginAnswers() {
        assertThat(discover(200, NONE)).isPresent();
        assertThat(http.requests().get(0).uri())
                .hasToString("https://api.example.test/admin/store-credit-accounts?limit=1");
    }

    @Test
    void missingWhereMedusaKnowsNoSuchPath() {
        assertThat(discover(404, "<pre>Cannot GET /admin/store-credit-accounts</pre>"))
                .isEmpty();
    }

    /**
     * A proxy that lets through only what was needed so far, a plugin without its tables: the store goes on, without
     * store credit.
     */
    @Test
    void missingWhereThePathCannotBeReached() {
        assertThat(discover(403, "<h1>Forbidden</h1>")).isEmpty();
        assertThat(discover(404, "<h1>Not found</h1>")).isEmpty();
        assertThat(discover(404, "{\"error\":\"no route\"}")).isEmpty();
        assertThat(discover(500, "{\"type\":\"unknown_error\",\"message\":\"An unknown error occurred.\"}"))
                .isEmpty();
    }

    @Test
    void everyOtherAnswerIsAnError() {
        assertThat(failure(401, "{\"message\":\"Unauthorized\"}")).isEqualTo(ShopError.UNAUTHORIZED);
        assertThat(failure(503, "busy")).isEqualTo(ShopError.SHOP_FAILED);
        assertThat(failure(429, "slow down")).isEqualTo(ShopError.RATE_LIMITED);
        assertThat(failure(302, "")).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(failure(400, "{\"type\":\"invalid_data\",\"message\":\"no\"}"))
                .isEqualTo(ShopError.BAD_ANSWER);
        assertThat(failure(200, "<html>Hello</html>")).isEqualTo(ShopError.BAD_ANSWER);
    }

    @Test
    void silenceIsAnError() {
        MedusaApi silent =
                new MedusaApi(MedusaSettings.read(http.context()), new ContextOver(http.context(), request -> {
                    throw new ShopException(ShopError.NO_ANSWER, "no answer in time");
                }));
        assertThat(catchThrowableOfType(ShopException.class, () -> MedusaCredits.discover(silent, FACTS))
                        .error())
                .isEqualTo(ShopError.NO_ANSWER);
    }

    @Test
    void amountTravelsAsANumberAndTheKeyInTheNote() {
        StoreCredits credits = discover(200, NONE).orElseThrow();
        http.then(200, NONE)
                .then(200, CUSTOMER)
                .then(200, "{\"store_credit_account\":{}}")
                .then(200, ONE)
                .then(200, "{\"store_credit_account\":{}}")
                .then(200, "{\"transactions\":[{\"id\":\"trx_1\",\"note\":\"Thanks [gather:k%201]\"}],\"count\":1}");
        assertThat(credits.credit(credit("k 1", "EUR 12.30"))).hasToString("Done[reference=trx_1]");
        assertThat(http.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .extracting(Request::body)
                .containsExactly(
                        "{\"customer_id\":\"cus_1\",\"currency_code\":\"eur\"}",
                        "{\"amount\":12.30,\"note\":\"Thanks [gather:k%201]\"}");
    }

    @Test
    void whatTheShopDoesNotShowIsUnknown() {
        StoreCredits credits = discover(200, NONE).orElseThrow();
        http.then(200, ONE)
                .then(200, EMPTY)
                .then(200, CUSTOMER)
                .then(200, "{\"store_credit_account\":{}}")
                .then(200, EMPTY);
        assertThat(credits.credit(credit("k", "EUR 1.00"))).isInstanceOf(Unknown.class);
    }

    @Test
    void nothingIsGivenIntoAnAccountOfAnother() {
        StoreCredits credits = discover(200, NONE).orElseThrow();
        http.then(200, ONE.replace("cus_1", "cus_2"));
        assertThat(credits.credit(credit("k", "EUR 1.00"))).isInstanceOf(Unknown.class);
        assertThat(http.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void nothingIsGivenIntoAnAccountInAnotherCurrency() {
        StoreCredits credits = discover(200, NONE).orElseThrow();
        http.then(200, ONE.replace("eur", "usd"))
                .then(200, CUSTOMER)
                .then(400, "{\"type\":\"invalid_data\",\"message\":\"no\"}")
                .then(200, ONE.replace("eur", "usd"));
        assertThat(credits.credit(credit("k", "EUR 1.00")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.SHOP_REFUSED));
        assertThat(http.requests()).noneMatch(request -> request.uri().getPath().endsWith("/credit"));
    }

    private Optional<StoreCredits> discover(int status, String body) {
        http.then(status, Map.of(), body);
        return MedusaCredits.discover(http.api(), FACTS);
    }

    private ShopError failure(int status, String body) {
        ShopException failure = catchThrowableOfType(ShopException.class, () -> discover(status, body));
        assertThat(failure).as("%d %s", status, body).isNotNull();
        return failure.error();
    }

    private static Credit credit(String key, String amount) {
        return new Credit(key, "cus_1", Money.parse(amount), "Thanks");
    }
}
