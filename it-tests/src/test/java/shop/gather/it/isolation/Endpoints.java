package shop.gather.it.isolation;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** Reads from the classes of the built WAR what it answers; nothing is known beforehand but where its classes lie. */
public final class Endpoints {

    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/lib/";

    private Endpoints() {}

    /** All methods of the WAR that a system property names, sorted. */
    public static List<Endpoint> ofTheWar() {
        java.nio.file.Path war = java.nio.file.Path.of(System.getProperty("gather.war"));
        try {
            java.nio.file.Path unpacked = Files.createTempDirectory(
                    Files.createDirectories(java.nio.file.Path.of("target").toAbsolutePath()), "war-");
            List<String> names = unpack(war, unpacked);
            List<URL> places = new ArrayList<>();
            places.add(unpacked.resolve(CLASSES).toUri().toURL());
            for (String name : names) {
                if (name.startsWith(LIBRARIES)) {
                    places.add(unpacked.resolve(name).toUri().toURL());
                }
            }
            try (URLClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), new PlatformOnly())) {
                return scan(names, loader);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> unpack(java.nio.file.Path war, java.nio.file.Path target) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(war.toFile())) {
            for (var entry : file.stream().filter(each -> !each.isDirectory()).toList()) {
                if (entry.getName().startsWith(CLASSES) || entry.getName().startsWith(LIBRARIES)) {
                    java.nio.file.Path copy = target.resolve(entry.getName());
                    Files.createDirectories(copy.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, copy);
                    }
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }

    private static List<Endpoint> scan(List<String> names, ClassLoader loader) {
        List<Endpoint> found = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(CLASSES + "shop/gather/")
                    && name.endsWith(".class")
                    && !name.endsWith("package-info.class")) {
                String type = name.substring(CLASSES.length(), name.length() - ".class".length())
                        .replace('/', '.');
                found.addAll(of(load(type, loader)));
            }
        }
        found.sort(Comparator.comparing(Endpoint::path)
                .thenComparing(Endpoint::verb)
                .thenComparing(Endpoint::produces));
        return found;
    }

    private static Class<?> load(String type, ClassLoader loader) {
        try {
            return Class.forName(type, false, loader);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Endpoint> of(Class<?> type) {
        Path root = type.getAnnotation(Path.class);
        if (root == null) {
            return List.of();
        }
        return Arrays.stream(type.getDeclaredMethods())
                .flatMap(method -> verb(method).map(verb -> endpoint(type, root, method, verb)).stream())
                .toList();
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Endpoint endpoint(Class<?> type, Path root, Method method, String verb) {
        Path own = method.getAnnotation(Path.class);
        String path = ("/" + root.value() + "/" + (own == null ? "" : own.value()))
                .replaceAll("\\{\\s*([A-Za-z0-9_.-]+)\\s*:[^/]*\\}", "{$1}")
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
        Produces media = method.getAnnotation(Produces.class);
        String produces = media == null ? "" : media.value()[0].replaceAll(";.*", "");
        Optional<Annotation> allow = annotation(method, "Allow");
        String role = allow.map(found ->
                        member(found, "value") + (member(found, "orMember").equals("true") ? "+MEMBER" : ""))
                .orElse(annotation(method, "Public").isPresent() ? "PUBLIC" : "NOBODY");
        String scope = allow.filter(found -> role.equals("OWNER"))
                .map(found -> member(found, "scope"))
                .orElse("");
        return new Endpoint(verb, path, role, scope, produces);
    }

    private static Optional<Annotation> annotation(Method method, String name) {
        return Arrays.stream(method.getAnnotations())
                .filter(annotation ->
                        annotation.annotationType().getSimpleName().equals(name))
                .findFirst();
    }

    private static String member(Annotation annotation, String name) {
        try {
            Method member = annotation.annotationType().getMethod(name);
            return member.invoke(annotation).toString();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException gone) {
            throw new IllegalStateException(annotation + " has no " + name, gone);
        }
    }

    /**
     * Shows the platform's interfaces of the test class path and nothing else: the module's classes come from its WAR
     * alone.
     */
    private static final class PlatformOnly extends ClassLoader {

        private final ClassLoader tests = Endpoints.class.getClassLoader();

        PlatformOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.") || name.startsWith("org.eclipse.microprofile.")) {
                return tests.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
