package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import shop.sample.customer.Customer;
import shop.sample.customer.Customers;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** Where a customer buys. */
@Path("/shops/{shop}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CheckoutResource {

    private final Shops shops;
    private final Customers customers;
    private final Checkout checkout;
    private final Repayment repayment;
    private final Faults faults;
    private final Json json;

    @Inject
    public CheckoutResource(
            Shops shops, Customers customers, Checkout checkout, Repayment repayment, Faults faults, Json json) {
        this.shops = shops;
        this.customers = customers;
        this.checkout = checkout;
        this.repayment = repayment;
        this.faults = faults;
        this.json = json;
    }

    /** @param payment as at the checkout */
    public record PayAgain(String payment) {}

    /** Places an order, of a guest if no customer's token comes along. */
    @POST
    @Path("/checkouts")
    public Response place(
            @PathParam("shop") String shopId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            String body) {
        Shop shop = shops.get(shopId);
        Checkout.Request request = json.request(body, Checkout.Request.class);
        return faults.around(shopId, Operation.CHECKOUT, () -> {
            String token = Secrets.bearer(authorization);
            String customerId = token == null ? null : customer(shop, token).customerId();
            return Response.status(201)
                    .entity(json.write(checkout.place(shop, customerId, request)))
                    .build();
        });
    }

    /** Pays an own order whose payment was declined. */
    @POST
    @Path("/orders/{order}/payments")
    public String payAgain(
            @PathParam("shop") String shopId,
            @PathParam("order") String orderId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            String body) {
        Shop shop = shops.get(shopId);
        PayAgain request = json.request(body, PayAgain.class);
        String token = Secrets.bearer(authorization);
        if (token == null) {
            throw Problem.unauthorized("a customer's token is needed");
        }
        return json.write(repayment.pay(shop, customer(shop, token).customerId(), orderId, request.payment()));
    }

    private Customer customer(Shop shop, String token) {
        return customers
                .loggedIn(shop, token)
                .orElseThrow(() -> Problem.unauthorized("nobody is logged in with this token"));
    }
}
