package shop.gather.it.benchmark;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;

/** What owners, leaders and buyers read: each list, at its first page and in the middle, and the books. */
final class GrowthReads {

    private static final int BATCHES = 5;
    private static final int OF_A_BATCH = 10;

    private final GatherServer server;
    private final List<Read> reads = new ArrayList<>();

    /** @param list whether it has pages */
    private record Read(String path, Api by, boolean list) {
        String name() {
            return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}");
        }
    }

    /** @param perItem milliseconds for an item, or for the answer where it has none */
    record Cost(String name, double perItem, int items) {}

    /**
     * @param leader whose rows are among the loaded ones
     * @param community which has loaded members
     * @param campaign which has loaded teams
     */
    GrowthReads(
            GatherServer server,
            Store store,
            Leader leader,
            Buyer buyer,
            String community,
            String campaign,
            String order) {
        this.server = server;
        Api owner = store.owner();
        for (String list : List.of(
                "members",
                "leaders",
                "communities",
                "communities/" + community + "/members",
                "applications?state=APPROVED",
                "programmes",
                "group-links",
                "group-links?leader=" + leader.id(),
                "attributions",
                "attributions?leader=" + leader.id(),
                "commissions",
                "commissions?leader=" + leader.id(),
                "commission-plans",
                "payout-requests",
                "payout-requests?state=REJECTED",
                "payout-requests?leader=" + leader.id(),
                "payout-batches",
                "leaders/" + leader.id() + "/statement",
                "campaigns",
                "campaigns/" + campaign + "/teams",
                "shop-commands",
                "shop-commands?state=DONE",
                "postponed-orders",
                "alarms",
                "audit-entries",
                "audit-entries?action=programme.created")) {
            reads.add(new Read("/api/v1/" + list, owner, true));
        }
        for (String list : List.of("statement", "commissions", "group-links", "payout-requests")) {
            reads.add(new Read("/storefront/v1/me/" + list, leader.api(), true));
        }
        for (String list : List.of("me/participations", "me/applications", "communities")) {
            reads.add(new Read("/storefront/v1/" + list, buyer.api(), true));
        }
        reads.add(new Read("/storefront/v1/programmes", store.storefront(), true));
        reads.add(new Read("/storefront/v1/campaigns/" + campaign, store.storefront(), false));
        reads.add(new Read("/api/v1/commissions?order=" + order, owner, false));
        reads.add(new Read("/api/v1/attributions?order=" + order, owner, false));
        reads.add(new Read("/api/v1/leaders/" + leader.id() + "/balances", owner, false));
        reads.add(new Read("/storefront/v1/me/balances", leader.api(), false));
    }

    /** @throws IllegalStateException if one of them is not answered */
    void check() {
        reads.forEach(read -> answer(read, read.path()));
    }

    /** @param middle of all ids */
    List<Cost> costs(UUID middle) {
        String cursor = "cursor="
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(middle.toString().getBytes(StandardCharsets.US_ASCII));
        List<Cost> costs = new ArrayList<>();
        for (Read read : reads) {
            costs.add(cost(read, read.path(), ""));
            if (read.list()) {
                costs.add(cost(read, read.path() + (read.path().contains("?") ? "&" : "?") + cursor, ", middle"));
            }
        }
        return costs;
    }

    /** How long a page takes on average. */
    double milliseconds(UUID middle) {
        return costs(middle).stream()
                .mapToDouble(cost -> cost.perItem() * Math.max(1, cost.items()))
                .average()
                .orElseThrow();
    }

    private Cost cost(Read read, String path, String which) {
        int items = items(answer(read, path));
        Figures times = new Figures(path);
        // The first warms up.
        for (int batch = 0; batch <= BATCHES; batch++) {
            double milliseconds = milliseconds(path, read.by(), OF_A_BATCH);
            if (batch > 0) {
                times.add(milliseconds);
            }
        }
        return new Cost(read.name() + which, times.median() / Math.max(1, items), items);
    }

    private static Api.Answer answer(Read read, String path) {
        Api.Answer answer = read.by().send("GET", path, null, Map.of());
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    private static int items(Api.Answer answer) {
        if (answer.body().startsWith("[")) {
            return answer.array().size();
        }
        JsonObject body = answer.json();
        return body.values().stream()
                .filter(JsonArray.class::isInstance)
                .mapToInt(value -> value.asJsonArray().size())
                .findFirst()
                .orElse(0);
    }

    /** How long one of so many requests takes, in milliseconds; there is no time limit. */
    double milliseconds(String path, Api by, int times) {
        Load load = new Load(server.address(), 1);
        Load.Outcome outcome = load.each(
                Collections.nCopies(times, load.get(path, "Authorization: Bearer " + by.bearer() + "\r\n")), 200);
        if (outcome.other() > 0) {
            throw new IllegalStateException(path + " failed");
        }
        return outcome.seconds() * 1e3 / times;
    }

    /** The body of an answer; there is no time limit. */
    String body(String path, Api by) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + by.bearer())
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
