package shop.gather.host;

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
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import shop.gather.platform.config.GatherConfig;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.ShopAdapter;

/**
 * The adapters of this deployment: those in the WAR, and one per folder (or jar) of {@code gather.adapters.dir}, each in a class loader of its own. Adapters are
 * trusted code. A broken one disables only itself. Thread-safe.
 */
@Singleton
public class AdapterRegistry {

    private static final Logger LOG = Logger.getLogger(AdapterRegistry.class.getName());

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
            for (Path entry : entries.sorted().toList()) {
                List<URL> jars = jars(entry);
                if (!jars.isEmpty()) {
                    URLClassLoader loader = new URLClassLoader(
                            entry.getFileName().toString(), jars.toArray(URL[]::new), new SpiOnlyLoader());
                    loaders.add(loader);
                    load(loader, entry.getFileName().toString());
                }
            }
        } catch (IOException unreadable) {
            LOG.log(Level.SEVERE, "gather.adapters.dir cannot be read: no external adapter is available", unreadable);
        }
    }

    private static List<URL> jars(Path entry) throws IOException {
        List<URL> found = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(entry) ? Files.list(entry) : Stream.of(entry)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                found.add(url(jar));
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

    private void load(ClassLoader loader, String where) {
        var found = ServiceLoader.load(ShopAdapter.class, loader).iterator();
        try {
            while (found.hasNext()) {
                register(found.next(), where);
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            LOG.log(Level.SEVERE, "the adapter in " + where + " is disabled: " + broken.getMessage(), broken);
        }
    }

    private void register(ShopAdapter adapter, String where) {
        AdapterDescriptor descriptor = adapter.descriptor();
        String major = AdapterDescriptor.CURRENT_SPI.split("\\.")[0];
        if (!descriptor.spiVersion().split("\\.")[0].equals(major)) {
            LOG.severe("the adapter " + descriptor.id() + " in " + where + " is disabled: it was built for SPI "
                    + descriptor.spiVersion() + ", this is " + AdapterDescriptor.CURRENT_SPI);
        } else if (adapters.putIfAbsent(descriptor.id(), adapter) == null) {
            LOG.info("adapter " + descriptor.id() + " (" + descriptor.name() + ") from " + where);
        }
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

    /** Shows an external adapter the SPI and the platform, not the libraries of this WAR. */
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
