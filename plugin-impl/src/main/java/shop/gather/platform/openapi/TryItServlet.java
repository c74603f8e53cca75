package shop.gather.platform.openapi;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * The page at {@code /docs} on which the interface can be read and tried. Everything it needs comes from this module:
 * no outside address is asked. It is a servlet because the resources handle every path without another mapping.
 */
@WebServlet(urlPatterns = {"/docs", "/docs/*"})
public class TryItServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Which of the two sources a file comes from, and what it is. */
    private record Asset(boolean ours, String mediaType) {}

    private static final Map<String, Asset> ASSETS = Map.of(
            "index.html", new Asset(true, "text/html;charset=UTF-8"),
            "try-it.js", new Asset(true, JAVASCRIPT),
            "swagger-ui.css", new Asset(false, "text/css;charset=UTF-8"),
            "swagger-ui-bundle.js", new Asset(false, JAVASCRIPT),
            "favicon-32x32.png", new Asset(false, "image/png"));

    private String library;

    @Override
    public void init() {
        Properties pom = new Properties();
        try (InputStream in = resource("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            pom.load(in);
        } catch (IOException | NullPointerException missing) {
            throw new IllegalStateException("this module was built without swagger-ui", missing);
        }
        library = "META-INF/resources/webjars/swagger-ui/" + pom.getProperty("version") + "/";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() == null) {
            // Relative, and not by sendRedirect: that makes it absolute with the Host header, which the client chooses.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "docs/");
            return;
        }
        String name = request.getPathInfo().equals("/")
                ? "index.html"
                : request.getPathInfo().substring(1);
        Asset asset = ASSETS.get(name);
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(asset.mediaType());
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "max-age=3600");
        try (InputStream in = resource(asset.ours() ? "docs/" + name : library + name)) {
            in.transferTo(response.getOutputStream());
        }
    }

    private static InputStream resource(String name) {
        return TryItServlet.class.getClassLoader().getResourceAsStream(name);
    }
}
