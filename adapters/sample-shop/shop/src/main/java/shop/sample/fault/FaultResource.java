package shop.sample.fault;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;

/** Where a test asks for faults. */
@Path("/shops/{shop}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class FaultResource {

    private final Faults faults;
    private final Json json;

    @Inject
    public FaultResource(Faults faults, Json json) {
        this.faults = faults;
        this.json = json;
    }

    /** Replaces what was planned. */
    @PUT
    @Path("/admin/faults")
    public String plan(@PathParam("shop") String shop, String body) {
        faults.plan(shop, json.request(body, FaultPlan.class));
        return read(shop);
    }

    @GET
    @Path("/admin/faults")
    public String read(@PathParam("shop") String shop) {
        return faults.planned(shop).map(json::write).orElse("{}");
    }

    @DELETE
    @Path("/admin/faults")
    public void clear(@PathParam("shop") String shop) {
        faults.clear(shop);
    }
}
