package shop.gather.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.junit.jupiter.api.Test;

class ResourceMethodsTest {

    @Path("things/")
    public static class Things {

        @GET
        public String all() {
            return "";
        }

        @PUT
        @Path("{id : [0-9]+}/parts/")
        public void part(@PathParam("id") String id) {}

        public void notAResourceMethod() {}
    }

    @Test
    void findsEveryVerbAndSpellsPathsInOneWay() {
        assertThat(ResourceMethods.of(Things.class))
                .extracting(found -> found.verb() + " " + found.path())
                .containsExactlyInAnyOrder("GET /things", "PUT /things/{id}/parts");
    }

    /**
     * With a second application class Payara knows the path of no resource, and its description fails with a
     * NullPointerException.
     */
    @Test
    void thereIsOneApplication() {
        var classes = new ClassFileImporter().importPath("target/classes/shop");
        assertThat(classes).hasSizeGreaterThan(50);
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(ApplicationPath.class)))
                .hasSize(1);
    }
}
