package shop.gather.adapter.vendure;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.vendure.GraphQl.Reply;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Asks the Shop API, with the buyer's own token, who is logged in. */
final class VendureSessions implements CustomerSessions {

    private static final String WHO = "{ activeCustomer { id firstName lastName emailAddress createdAt user { id } } }";

    /** The characters allowed in a header; any other text cannot be a token of the shop. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,500}");

    private final GraphQl shopApi;
    private final VendureSettings settings;

    VendureSessions(VendureSettings settings, ShopContext context) {
        this.shopApi = new GraphQl(context, settings.shopApi());
        this.settings = settings;
    }

    @Override
    public Optional<CustomerSnapshot> whoIs(String shopToken) {
        if (!TOKEN.matcher(shopToken).matches()) {
            return Optional.empty();
        }
        Map<String, String> headers = AdminApi.channelHeaders(settings);
        headers.put("authorization", "Bearer " + shopToken);
        Reply reply = shopApi.send(WHO, AdminApi.variables().build(), headers);
        if (reply.has("FORBIDDEN") || reply.has("UNAUTHORIZED")) {
            return Optional.empty();
        }
        if (!reply.problems().isEmpty()) {
            throw new ShopException(
                    ShopError.SHOP_FAILED,
                    "the shop answered: " + reply.problems().get(0).message());
        }
        return Fields.optionalObject(reply.data(), "activeCustomer")
                .filter(VendureCustomers::isRegistered)
                .map(VendureCustomers::snapshot);
    }
}
