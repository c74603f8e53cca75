package shop.gather.shop.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.memory.MemoryBudget;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * The only HTTP client for outgoing calls. It follows no redirects and has time-outs for the start and the end of an
 * answer. At connect time it refuses addresses of loopback, private and link-local networks unless {@code
 * gather.outbound.allow} names the host and port: the address that was checked is the address connected to.
 * Thread-safe.
 */
@Singleton
public class GuardedHttpClient {

    /** The maximum time for which an adapter uses one answer. */
    private static final Duration LONGEST_USE = Duration.ofSeconds(5);

    /**
     * The limits for lines and headers of an answer. The client's defaults are unlimited, and the part before the body
     * does not count against the memory budget.
     */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final Clock clock;
    private final ShopClocks shopClocks;
    private final Networks networks = new Networks(GatherConfig.text("gather.outbound.allow", ""));
    private final DnsResolver names;
    private final Duration longest;
    private final CloseableHttpClient client;
    private final MemoryBudget memory;
    private final Cache<StoreId, ShopCircuitBreaker> gates =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();

    @Inject
    GuardedHttpClient(Clock clock, ShopClocks shopClocks, MemoryBudgets memory) {
        this(clock, shopClocks, SystemDefaultDnsResolver.INSTANCE, memory.answers());
    }

    GuardedHttpClient(Clock clock, ShopClocks shopClocks, DnsResolver names, MemoryBudget memory) {
        this.clock = clock;
        this.shopClocks = shopClocks;
        this.memory = memory;
        this.names = names;
        Duration connect = GatherConfig.duration("gather.outbound.connect-timeout", Duration.ofSeconds(3));
        Duration answer = GatherConfig.duration("gather.outbound.answer-timeout", Duration.ofSeconds(10));
        this.longest = GatherConfig.duration("gather.outbound.longest-call", answer.multipliedBy(3));
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new SystemDefaultDnsResolver() {
                    @Override
                    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
                        InetAddress[] addresses = names.resolve(host);
                        networks.requireAllowed(host, port, addresses);
                        return Arrays.stream(addresses)
                                .map(address -> new InetSocketAddress(address, port))
                                .toList();
                    }
                })
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build())
                .setMaxConnTotal(1_000)
                .setMaxConnPerRoute(40)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(answer))
                        .setValidateAfterInactivity(Timeout.ofSeconds(1))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(answer))
                        .setConnectionRequestTimeout(Timeout.of(answer))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .build();
    }

    /** The guarded client for calls that are not made by an adapter. */
    public ShopHttp http() {
        return request -> send(request, request.uri().getAuthority());
    }

    /** Refuses a forbidden address before it is stored. */
    public void requireAllowed(URI uri) {
        WebAddress.require(uri);
        try {
            networks.requireAllowed(uri.getHost(), WebAddress.port(uri), names.resolve(uri.getHost()));
        } catch (UnknownHostException unknown) {
            throw new ShopException(
                    ShopError.UNREACHABLE, "The host " + uri.getHost() + " is unknown. Check the address.", unknown);
        }
    }

    /** The context of a connected store. The state of its circuit breaker is kept when the shop is reopened. */
    public ShopContext context(StoreId store, Map<String, String> settings) {
        return new Context(
                Map.copyOf(settings),
                gates.get(store, any -> new ShopCircuitBreaker(clock)),
                request -> measured(store, request));
    }

    /** The context for settings that a person is testing: earlier failures have no effect. */
    public ShopContext trial(Map<String, String> settings) {
        return new Context(Map.copyOf(settings), new ShopCircuitBreaker(clock), http());
    }

    private ShopHttp.Answer measured(StoreId store, ShopHttp.Request request) {
        Instant before = clock.instant();
        ShopHttp.Answer answer = send(request, store.toString());
        shopClocks.measure(store, before, clock.instant(), answer.headers().get("date"));
        return answer;
    }

    /** Resets a store's circuit breaker, because the store was connected again. */
    public void forget(StoreId store) {
        gates.invalidate(store);
    }

    /** @param owner whose share of the memory budget the answer uses */
    private ShopHttp.Answer send(ShopHttp.Request request, String owner) {
        WebAddress.require(request.uri());
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(http::setHeader);
        if (request.body() != null) {
            ContentType type = Optional.ofNullable(http.getFirstHeader("content-type"))
                    .map(header -> ContentType.parse(header.getValue()).withCharset(StandardCharsets.UTF_8))
                    .orElse(ContentType.APPLICATION_JSON);
            http.removeHeaders("content-type");
            http.setEntity(new StringEntity(request.body(), type));
        }
        String host = request.uri().getHost();
        // The client's time-outs apply to each read, and a shop could send single bytes indefinitely.
        CompletableFuture<Void> end =
                new CompletableFuture<Void>().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        end.whenComplete((ended, tooLong) -> {
            if (tooLong != null) {
                http.cancel();
            }
        });
        // A caller that makes another call no longer uses the previous answer.
        memory.endOfWork();
        MemoryBudget.Claim claim = memory.open(owner, http::cancel);
        boolean read = false;
        try {
            ShopHttp.Answer answer = client.execute(http, response -> new AnswerReader(host, claim).read(response));
            claim.keepForThread(LONGEST_USE);
            read = true;
            return answer;
        } catch (ConnectionRequestTimeoutException busy) {
            throw new ShopException(
                    ShopError.RATE_LIMITED, "Too many calls to " + host + " at the same time. Gather retries.", busy);
        } catch (ConnectTimeoutException | UnknownHostException | ConnectException | NoRouteToHostException refused) {
            throw new ShopException(
                    ShopError.UNREACHABLE,
                    "No connection to " + host + ". Check the address and that the shop runs.",
                    refused);
        } catch (MessageConstraintException tooLong) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    host + " answered with headers that are too long. Check that the address leads to the shop.",
                    tooLong);
        } catch (InterruptedIOException slow) {
            requireNotWithdrawn(claim, host, slow);
            throw new ShopException(ShopError.NO_ANSWER, host + " did not answer in time.", slow);
        } catch (IOException broken) {
            requireNotWithdrawn(claim, host, broken);
            throw new ShopException(
                    ShopError.NO_ANSWER,
                    host + (end.isCompletedExceptionally() ? " did not answer in time." : " closed the connection."),
                    broken);
        } finally {
            end.complete(null);
            if (!read) {
                claim.close();
            }
        }
    }

    private static void requireNotWithdrawn(MemoryBudget.Claim claim, String host, IOException cause) {
        if (claim.isWithdrawn()) {
            throw AnswerReader.noMemory(host, cause);
        }
    }

    @PreDestroy
    void close() {
        client.close(CloseMode.GRACEFUL);
    }

    private final class Context implements ShopContext {

        private final Map<String, String> settings;
        private final ShopCircuitBreaker gate;
        private final ShopHttp transport;
        private final Map<String, CachedToken> tokens = new ConcurrentHashMap<>();

        Context(Map<String, String> settings, ShopCircuitBreaker gate, ShopHttp transport) {
            this.settings = settings;
            this.gate = gate;
            this.transport = transport;
        }

        private record CachedToken(String token, Instant until) {}

        @Override
        public Optional<String> setting(String key) {
            return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
        }

        @Override
        public ShopHttp http() {
            return request -> gate.pass(() -> transport.send(request));
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
            return tokens.compute(
                            name,
                            (key, known) -> known != null && known.until().isAfter(clock.instant())
                                    ? known
                                    : new CachedToken(
                                            login.get(), clock.instant().plus(lifetime)))
                    .token();
        }

        @Override
        public void dropToken(String name) {
            tokens.remove(name);
        }
    }
}
