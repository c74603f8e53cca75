package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import shop.gather.platform.security.Allow;
import shop.gather.platform.security.Role;
import shop.gather.platform.work.Nodes;

/** The nodes of this deployment, for the hosting provider. */
@Singleton
@Path("/provider/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hosting provider")
public class NodeProviderResource {

    private final Nodes nodes;

    @Inject
    NodeProviderResource(Nodes nodes) {
        this.nodes = nodes;
    }

    /** A list of nodes. */
    public record NodeList(List<Nodes.Node> items) {}

    @GET
    @Allow(Role.PROVIDER)
    @Operation(
            summary = "List the nodes of this deployment",
            description =
                    "Each with the time of its last completed sweep of the background work, by the database's clock. "
                            + "If that is older than 15 s, the node has stopped or is not working. Nodes without a "
                            + "sweep for a day are removed from the list.")
    @APIResponse(responseCode = "200", description = "The nodes, the longest running first")
    public NodeList list() {
        return new NodeList(nodes.all());
    }
}
