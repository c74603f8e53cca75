package shop.sample.command;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;

/** Tells which commands were done. */
@Path("/shops/{shop}")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public class CommandResource {

    private final Commands commands;
    private final Faults faults;
    private final Json json;

    @Inject
    public CommandResource(Commands commands, Faults faults, Json json) {
        this.commands = commands;
        this.faults = faults;
        this.json = json;
    }

    /** The command that was done under a key; 404 if none was. */
    @GET
    @Path("/admin/commands")
    public String find(@PathParam("shop") String shop, @QueryParam("key") String key) {
        if (key == null) {
            throw Problem.invalid("key is missing");
        }
        return faults.around(
                shop,
                Operation.READ_COMMAND,
                () -> json.write(commands.find(shop, key).orElseThrow(() -> Problem.notFound("command of this key"))));
    }

    /** How many commands were done, by operation; replays do not count. */
    @GET
    @Path("/admin/commands/counts")
    public String counts(@PathParam("shop") String shop) {
        return json.write(Map.of("counts", commands.counts(shop)));
    }
}
