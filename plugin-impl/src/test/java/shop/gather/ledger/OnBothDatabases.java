package shop.gather.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test that takes a {@link StoreDatabase}, and is run on H2 and on PostgreSQL. The tests of a class share the two
 * databases; no other class sees them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(OnBothDatabases.Databases.class)
public @interface OnBothDatabases {

    /** Hands them out, and starts one PostgreSQL for all classes of a run. */
    final class Databases implements ArgumentsProvider {

        private static final Namespace OURS = Namespace.create(Databases.class);

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            Server server = context.getRoot()
                    .getStore(OURS)
                    .getOrComputeIfAbsent(Server.class, any -> new Server(), Server.class);
            ExtensionContext testClass = context.getParent().orElseThrow();
            return testClass
                    .getStore(OURS)
                    .getOrComputeIfAbsent(
                            Pair.class, any -> new Pair(List.of(StoreDatabase.fresh(), server.fresh())), Pair.class)
                    .databases()
                    .stream()
                    .map(Arguments::of);
        }

        private record Pair(List<StoreDatabase> databases) {}

        private static final class Server implements AutoCloseable {

            private final EmbeddedPostgres postgres;
            private final AtomicInteger databases = new AtomicInteger();

            Server() {
                try {
                    postgres = EmbeddedPostgres.builder()
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .start();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }

            StoreDatabase fresh() {
                String name = "test_" + databases.incrementAndGet();
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                } catch (SQLException failed) {
                    throw new IllegalStateException("no database for a test", failed);
                }
                return StoreDatabase.at(
                        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name + "?user=postgres");
            }

            @Override
            public void close() throws IOException {
                postgres.close();
            }
        }
    }
}
