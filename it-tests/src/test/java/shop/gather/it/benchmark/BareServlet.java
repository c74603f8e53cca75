package shop.gather.it.benchmark;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Builds, with the JDK's own compiler, a WAR of one servlet that only redirects: what a redirect costs at least on this
 * server.
 */
final class BareServlet {

    private static final String SOURCE = """
            import jakarta.servlet.annotation.WebServlet;
            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;

            @WebServlet("/*")
            public class Redirect extends HttpServlet {
                private static final long serialVersionUID = 1;
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                    if ("/".equals(request.getPathInfo())) {
                        return;
                    }
                    response.setStatus(302);
                    response.setHeader("Location", "%s");
                    response.setHeader("Cache-Control", "no-store");
                }
            }
            """;

    private BareServlet() {}

    /** @param location where it redirects to, as long as the addresses that it is compared with */
    static Path war(String location) throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "bare-");
        Path source = Files.writeString(folder.resolve("Redirect.java"), SOURCE.formatted(location));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null, null, null, "-d", folder.toString(), "-cp", servletApi(), "--release", "17", source.toString());
        if (failed != 0) {
            throw new IllegalStateException("the bare servlet does not compile");
        }
        Path war = folder.resolve("bare.war");
        try (OutputStream out = Files.newOutputStream(war);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String name : List.of("Redirect.class")) {
                jar.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
                jar.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        return war;
    }

    private static String servletApi() {
        try {
            return Path.of(HttpServlet.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
