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
 * The one HTTP client through which Gather calls out. It follows no redirect, gives up on an answer that does not come,
 * or does not end, and refuses addresses of loopback, private and link-local networks at connect time unless
 * {@code gather.outbound.allow} names the host and port: the address that was checked is the address connected to.
 * Thread-safe.
 */
@Singleton
public class GuardedHttpClient {

    /** How long an adapter works with one answer at most. */
    private static final Duration LONGEST_USE = Duration.ofSeconds(5);

    /**
     * The limits for lines and headers of an answer. The client's own are unlimited, and what it reads before the body
     * is in no budget.
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

    /** The guarded client, for calls that belong to no adapter. */
    public ShopHttp http() {
        return request -> send(request, request.uri().getAuthority());
    }

    /** Refuses an address that must not be called, before it is stored. */
    public void requireAllowed(URI uri) {
        WebAddress.require(uri);
        try {
            networks.requireAllowed(uri.getHost(), WebAddress.port(uri), names.resolve(uri.getHost()));
        } catch (UnknownHostException unknown) {
            throw new ShopException(
                    ShopError.UNREACHABLE, "The host " + uri.getHost() + " is unknown. Check the address.", unknown);
        }
    }

    /** The context of a connected store: what is known of its shop's health is kept from one opening to the next. */
    public ShopContext context(StoreId store, Map<String, String> settings) {
        return new Context(
                Map.copyOf(settings),
                gates.get(store, any -> new ShopCircuitBreaker(clock)),
                request -> measured(store, request));
    }

    /** The context of settings that a person is only trying: they are tried whatever went before. */
    public ShopContext trial(Map<String, String> settings) {
        return new Context(Map.copyOf(settings), new ShopCircuitBreaker(clock), http());
    }

    private ShopHttp.Answer measured(StoreId store, ShopHttp.Request request) {
        Instant before = clock.instant();
        ShopHttp.Answer answer = send(request, store.toString());
        shopClocks.measure(store, before, clock.instant(), answer.headers().get("date"));
        return answer;
    }

    /** Forgets what is known of a shop's health, because the store was connected again. */
    public void forget(StoreId store) {
        gates.invalidate(store);
    }

    /** @param owner against whose share of the memory the answer counts */
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
        // The client's time-outs are those of each read, and a shop may send a byte now and then for ever.
        CompletableFuture<Void> end =
                new CompletableFuture<Void>().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        end.whenComplete((ended, tooLong) -> {
            if (tooLong != null) {
                http.cancel();
            }
        });
        // Whoever makes another call is done with the answer to the one before.
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
                    ShopError.RATE_LIMITED, "Too much is asked of " + host + " at once. It is asked again.", busy);
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
                    host + (end.isCompletedExceptionally() ? " did not answer in time." : " broke the connection off."),
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
