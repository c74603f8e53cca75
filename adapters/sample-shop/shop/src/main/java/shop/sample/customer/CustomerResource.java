package shop.sample.customer;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;
import shop.sample.store.Capability;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/** Registers customers, logs them in and says who they are. */
@Path("/shops/{shop}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CustomerResource {

    private final Shops shops;
    private final Customers customers;
    private final Faults faults;
    private final Json json;

    @Inject
    public CustomerResource(Shops shops, Customers customers, Faults faults, Json json) {
        this.shops = shops;
        this.customers = customers;
        this.faults = faults;
        this.json = json;
    }

    public record Registration(String name, String email, String password) {}

    public record Login(String email, String password) {}

    @POST
    @Path("/customers")
    public Response register(@PathParam("shop") String shopId, String body) {
        Shop shop = shops.get(shopId);
        Registration request = json.request(body, Registration.class);
        if (request.name() == null || request.name().isBlank() || request.name().length() > 200) {
            throw Problem.invalid("name must have 1 to 200 characters");
        }
        if (request.email() == null || !request.email().matches("[^@\\s]{1,80}@[^@\\s]{1,80}")) {
            throw Problem.invalid("email must be an e-mail address");
        }
        if (request.password() == null
                || request.password().length() < 8
                || request.password().length() > 200) {
            throw Problem.invalid("password must have 8 to 200 characters");
        }
        return Response.status(201)
                .entity(view(customers.register(shop, request.name(), request.email(), request.password())))
                .build();
    }

    @POST
    @Path("/sessions")
    public Response logIn(@PathParam("shop") String shopId, String body) {
        Login request = json.request(body, Login.class);
        if (request.email() == null || request.password() == null) {
            throw Problem.invalid("email and password are needed");
        }
        return Response.status(201)
                .entity(view(customers.logIn(shops.get(shopId), request.email(), request.password())))
                .build();
    }

    @DELETE
    @Path("/sessions/current")
    public void logOut(@PathParam("shop") String shopId, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        String token = Secrets.bearer(authorization);
        if (token != null) {
            customers.logOut(shops.get(shopId), token);
        }
    }

    /** Who the bearer of a customer's token is. */
    @GET
    @Path("/customers/me")
    public String me(@PathParam("shop") String shopId, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        Shop shop = shops.get(shopId);
        return faults.around(shopId, Operation.WHO_IS, () -> {
            shop.require(Capability.CUSTOMER_SESSIONS);
            String token = Secrets.bearer(authorization);
            if (token == null) {
                throw Problem.unauthorized("a customer's token is needed");
            }
            return json.write(customers
                    .loggedIn(shop, token)
                    .orElseThrow(() -> Problem.unauthorized("nobody is logged in with this token")));
        });
    }

    @GET
    @Path("/admin/customers/{customer}")
    @AdminOnly
    public String read(@PathParam("shop") String shopId, @PathParam("customer") String customerId) {
        return faults.around(
                shopId,
                Operation.READ_CUSTOMER,
                () -> json.write(customers
                        .find(shopId, customerId)
                        .orElseThrow(() -> Problem.notFound("customer " + customerId))));
    }

    private String view(Customers.LoggedIn loggedIn) {
        Customer customer = loggedIn.customer();
        return json.write(Map.of(
                "customerId", customer.customerId(),
                "name", customer.name(),
                "email", customer.email(),
                "registeredAt", customer.registeredAt(),
                "token", loggedIn.token(),
                "expiresAt", loggedIn.expiresAt()));
    }
}
