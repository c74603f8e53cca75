import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Writes META-INF/NOTICE of the single jar: the module's notice, and the licence of each library inside Payara Micro as
 * the library's own manifest states it. Fails on a licence that is not on the list. Run by the build as a source file:
 * {@code java RuntimeNotice.java <single jar> <the module's NOTICE>}.
 */
final class RuntimeNotice {

    /** The names under which manifests state the licences that may be handed out. The first match counts. */
    private static final String[][] LICENCES = {
        {"payara/Payara/", "CDDL-1.1 or GPL-2.0 with the Classpath Exception"},
        {"CDDL+GPL", "CDDL-1.1 or GPL-2.0 with the Classpath Exception"},
        {"epl-2.0", "EPL-2.0"},
        {"EPL-2.0", "EPL-2.0"},
        {"epl-v20", "EPL-2.0"},
        {"secondary-gpl-2.0-cp", "GPL-2.0 with the Classpath Exception"},
        {"classpath/license", "GPL-2.0 with the Classpath Exception"},
        {"edl-v10", "EDL-1.0"},
        {"Apache", "Apache-2.0"},
        {"apache", "Apache-2.0"},
        {"h2database.com", "MPL-2.0 or EPL-1.0"},
        {"MPL/1.1", "MPL-1.1"},
        {"lgpl-2.1", "LGPL-2.1"},
        {"asm.ow2.io", "BSD-3-Clause"},
        {"BSD-2-Clause", "BSD-2-Clause"},
        {"BSD-3-Clause", "BSD-3-Clause"},
        {"bsd-license", "BSD-2-Clause"},
        {"mit-license", "MIT"},
        {"jquery.org/license", "MIT"},
        {"publicdomain/zero", "CC0-1.0"},
        {"w3.org", "W3C-19990405"}
    };

    private static final String OF_PAYARA = "part of Payara: CDDL-1.1 or GPL-2.0 with the Classpath Exception";

    /** The libraries whose manifest states no licence, with what their projects say. */
    private static final Map<String, String> UNSTATED = Map.ofEntries(
            Map.entry("appserv-rt.jar", OF_PAYARA),
            Map.entry("cdi-api-fragment.jar", OF_PAYARA),
            Map.entry("deployment-transformer-api.jar", OF_PAYARA),
            Map.entry("dtds.jar", OF_PAYARA),
            Map.entry("flashlight-agent.jar", OF_PAYARA),
            Map.entry("flashlight-extra-jdk-packages.jar", OF_PAYARA),
            Map.entry("glassfish-oracle-jdbc-driver-packages.jar", OF_PAYARA),
            Map.entry("javaee.jar", OF_PAYARA),
            Map.entry("jndi-properties.jar", OF_PAYARA),
            Map.entry("schemas.jar", OF_PAYARA),
            Map.entry("grizzly-npn-api.jar", "EPL-2.0"),
            Map.entry("reactive-streams.jar", "MIT-0"),
            Map.entry("reactor-core.jar", "Apache-2.0"),
            Map.entry("wrapper.jar", "MIT (Java Service Wrapper 3.2)"));

    public static void main(String[] arguments) throws IOException {
        String ofModule = Files.readString(Path.of(arguments[1]), StandardCharsets.UTF_8);
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
            StringBuilder notice = new StringBuilder(ofModule).append("\nInside Payara Micro:\n\n");
            List<String> refused = new ArrayList<>();
            libraries(jar).forEach((name, licence) -> {
                notice.append(name).append("\n    ").append(licence).append('\n');
                if (licence.isEmpty()) {
                    refused.add(name);
                }
            });
            if (!refused.isEmpty()) {
                System.err.println("No licence that may be handed out is known of these libraries in Payara Micro: " + refused
                        + ". Look their licences up, and add them to plugin-impl/src/main/licenses/RuntimeNotice.java.");
                System.exit(1);
            }
            Files.createDirectories(jar.getPath("META-INF"));
            Files.writeString(jar.getPath("META-INF", "NOTICE"), notice, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> libraries(FileSystem jar) throws IOException {
        Map<String, String> libraries = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(jar.getPath("MICRO-INF"))) {
            for (Path path : (Iterable<Path>) paths.filter(any -> any.toString().endsWith(".jar"))::iterator) {
                String name = path.getFileName().toString();
                libraries.put(name, licence(name, stated(path)));
            }
        }
        if (libraries.size() < 100) {
            throw new IOException("Payara Micro has its libraries in another folder now: only these were found: " + libraries);
        }
        return libraries;
    }

    private static String stated(Path library) throws IOException {
        try (InputStream bytes = Files.newInputStream(library);
                JarInputStream open = new JarInputStream(bytes)) {
            Manifest manifest = open.getManifest();
            String licence = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-License");
            return licence == null ? "" : licence;
        }
    }

    /** All names that apply; empty where one of what is stated is not on the list, or nothing is known. */
    private static String licence(String library, String stated) {
        if (stated.isBlank()) {
            return UNSTATED.getOrDefault(library, "");
        }
        Set<String> names = new LinkedHashSet<>();
        for (String one : stated.replace("\"Apache License, Version 2.0\"", "Apache-2.0")
                .replace("Apache License, Version 2.0", "Apache-2.0")
                .split(",")) {
            String name = Stream.of(LICENCES)
                    .filter(known -> one.contains(known[0]))
                    .map(known -> known[1])
                    .findFirst()
                    .orElse("");
            if (name.isEmpty()) {
                return "";
            }
            names.add(name);
        }
        return String.join(", ", names);
    }
}
