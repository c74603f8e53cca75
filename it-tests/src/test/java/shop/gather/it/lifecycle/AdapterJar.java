package shop.gather.it.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.joda.money.Money;
import shop.gather.spi.ShopAdapter;

/** Builds jars as an integrator does: with the JDK's compiler, against the SPI and nothing else of ours. */
final class AdapterJar {

    private static final String SERVICE = "META-INF/services/" + ShopAdapter.class.getName();

    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();

    private AdapterJar(Path work) {
        this.work = work;
    }

    static AdapterJar in(Path work) {
        return new AdapterJar(work);
    }

    AdapterJar with(String className, String source) {
        sources.put(className, source);
        return this;
    }

    AdapterJar serving(String className) {
        resources.put(SERVICE, className + "\n");
        return this;
    }

    AdapterJar using(Path library) {
        libraries.add(library);
        return this;
    }

    Path as(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Path folder = Files.createTempDirectory(work, "jar-");
        compile(folder);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream target = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(found -> found.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                put(target, folder.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                put(target, resource.getKey(), resource.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void compile(Path folder) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(
                List.of("-d", folder.toString(), "--release", "17", "-cp", String.join(":", classPath())));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the adapter does not compile");
        }
    }

    private List<String> classPath() {
        List<String> path = new ArrayList<>(List.of(home(ShopAdapter.class), home(Money.class)));
        libraries.forEach(library -> path.add(library.toString()));
        return path;
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
