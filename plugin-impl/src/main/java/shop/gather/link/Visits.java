package shop.gather.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Distinguishes visits of people from those of programs, by the request headers that programs send. Thread-safe. */
@Singleton
class Visits {

    private static final int LONGEST_AGENT = 400;
    private static final List<String> PREFETCH_HEADERS = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private final List<String> previewAgents = read();

    /**
     * Caches results by user agent: there are few different browsers, and searching for all fragments at each click
     * would be slow.
     */
    private final Cache<String, Boolean> recent =
            Caffeine.newBuilder().maximumSize(2_000).build();

    /** Classifies a GET request for a link. */
    Visit of(HttpServletRequest request) {
        for (String header : PREFETCH_HEADERS) {
            String value = request.getHeader(header);
            if (value != null) {
                String purpose = value.toLowerCase(Locale.ROOT);
                if (purpose.contains("prefetch") || purpose.contains("prerender")) {
                    return Visit.PREFETCH;
                }
                if (purpose.contains("preview")) {
                    return Visit.LOOK;
                }
            }
        }
        String agent = request.getHeader("User-Agent");
        return agent != null && isProgram(agent) ? Visit.LOOK : Visit.CLICK;
    }

    boolean isProgram(String agent) {
        String cut = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
        return recent.get(cut, any -> {
            String lower = any.toLowerCase(Locale.ROOT);
            return previewAgents.stream().anyMatch(lower::contains);
        });
    }

    private static List<String> read() {
        try (InputStream list = Visits.class.getResourceAsStream("preview-agents.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
