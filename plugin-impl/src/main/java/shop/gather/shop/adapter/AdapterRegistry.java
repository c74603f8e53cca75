package shop.gather.shop.adapter;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.process.LoopErrors;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.ShopAdapter;

/**
 * The adapters of this deployment: those in the WAR, and one per folder (or jar) of {@code gather.adapters.dir}, each
 * in its own class loader. Adapters are trusted code. A broken adapter disables only itself. Thread-safe.
 */
@Singleton
public class AdapterRegistry {

    private static final Logger LOG = Logger.getLogger(AdapterRegistry.class.getName());

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})[.]([0-9]{1,4})");

    private final Map<String, ShopAdapter> adapters = new LinkedHashMap<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();

    public AdapterRegistry() {
        load(AdapterRegistry.class.getClassLoader(), "this deployment");
        String directory = GatherConfig.text("gather.adapters.dir", "");
        if (!directory.isEmpty()) {
            external(Path.of(directory));
        }
    }

    public Optional<ShopAdapter> find(String id) {
        return Optional.ofNullable(adapters.get(id));
    }

    public Collection<AdapterDescriptor> descriptors() {
        return adapters.values().stream().map(ShopAdapter::descriptor).toList();
    }

    private void external(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.sorted().forEach(this::entry);
        } catch (IOException unreadable) {
            LOG.log(Level.SEVERE, "gather.adapters.dir cannot be read: no external adapter is available", unreadable);
        }
    }

    private void entry(Path entry) {
        String name = entry.getFileName().toString();
        try {
            List<URL> jars = jars(entry);
            if (!jars.isEmpty()) {
                URLClassLoader loader = new URLClassLoader(
                        LoopErrors.ADAPTER_LOADER + name, jars.toArray(URL[]::new), new SpiOnlyLoader());
                loaders.add(loader);
                if (load(loader, name) == 0) {
                    LOG.severe("there is no adapter in " + name + ": its jar names none in META-INF/services/"
                            + ShopAdapter.class.getName());
                }
            }
        } catch (IOException broken) {
            LOG.severe("the adapter in " + name + " is disabled: " + broken.getMessage());
        }
    }

    /** @throws IOException if one of them is not a jar */
    private static List<URL> jars(Path entry) throws IOException {
        List<URL> found = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(entry) ? Files.list(entry) : Stream.of(entry)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                // A class loader silently skips a file that it cannot open.
                try {
                    new JarFile(jar.toFile()).close();
                    found.add(url(jar));
                } catch (ZipException noJar) {
                    throw new IOException(jar.getFileName() + " cannot be opened: " + noJar.getMessage(), noJar);
                }
            }
        }
        return found;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** Returns how many adapters were found, usable or not. */
    private int load(ClassLoader loader, String where) {
        int found = 0;
        var adapters = ServiceLoader.load(ShopAdapter.class, loader).iterator();
        for (boolean more = true; more; ) {
            try {
                more = adapters.hasNext();
                if (more) {
                    found++;
                    register(adapters.next(), where);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
                found++;
                LOG.log(Level.SEVERE, "the adapter in " + where + " is disabled: " + broken.getMessage(), broken);
            }
        }
        return found;
    }

    private void register(ShopAdapter adapter, String where) {
        AdapterDescriptor descriptor = adapter.descriptor();
        if (!fits(descriptor.spiVersion())) {
            LOG.severe("the adapter " + descriptor.id() + " in " + where + " is disabled: it was built for SPI "
                    + descriptor.spiVersion() + ", this is " + AdapterDescriptor.CURRENT_SPI
                    + ". Use one that was built for this version or for an earlier one of the same major number.");
        } else if (adapters.putIfAbsent(descriptor.id(), adapter) == null) {
            LOG.info("adapter " + descriptor.id() + " (" + descriptor.name() + ") from " + where);
        } else {
            LOG.severe("the adapter " + descriptor.id() + " in " + where
                    + " is disabled: another adapter has this id. Give it a unique id.");
        }
    }

    /**
     * An adapter may be built for this SPI version or an earlier one of the same major version; a newer one may call
     * methods that do not exist here.
     */
    private static boolean fits(String version) {
        Matcher built = VERSION.matcher(version);
        Matcher here = VERSION.matcher(AdapterDescriptor.CURRENT_SPI);
        return built.matches()
                && here.matches()
                && built.group(1).equals(here.group(1))
                && Integer.parseInt(built.group(2)) <= Integer.parseInt(here.group(2));
    }

    @PreDestroy
    void close() {
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException unimportant) {
                LOG.log(Level.FINE, "an adapter's jar could not be closed", unimportant);
            }
        }
    }

    /** Exposes the SPI and the platform to an external adapter, but not the libraries of this WAR. */
    private static final class SpiOnlyLoader extends ClassLoader {

        private static final List<String> SHOWN = List.of(
                "shop.gather.spi.", "org.joda.money.", "java.", "javax.", "jakarta.", "org.eclipse.microprofile.");

        private final ClassLoader war = AdapterRegistry.class.getClassLoader();

        SpiOnlyLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHOWN.stream().anyMatch(name::startsWith)) {
                return war.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
