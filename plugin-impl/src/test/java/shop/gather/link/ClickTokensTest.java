package shop.gather.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

class ClickTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final StoreId STORE = new StoreId(UUID.randomUUID());
    private static final LinkId LINK = new LinkId(UUID.randomUUID());
    private static final LeaderId LEADER = new LeaderId(UUID.randomUUID());

    private static final SecretBox SECRETS = secrets();

    private static SecretBox secrets() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        String before = System.getProperty("gather.secret-keys");
        System.setProperty("gather.secret-keys", "k1:" + key);
        try {
            return new SecretBox();
        } finally {
            if (before == null) {
                System.clearProperty("gather.secret-keys");
            } else {
                System.setProperty("gather.secret-keys", before);
            }
        }
    }

    @Test
    void aClickIsReadBackAsItWasSigned() {
        ClickTokens tokens = at(NOW);

        Click click = tokens.verify(tokens.sign(tokens.open(STORE, LINK, LEADER), false))
                .orElseThrow();

        assertThat(click.store()).isEqualTo(STORE);
        assertThat(click.link()).isEqualTo(LINK);
        assertThat(click.leader()).isEqualTo(LEADER);
        assertThat(click.clickedAt()).isEqualTo(NOW);
        assertThat(click.consent()).isFalse();
        assertThat(click.id()).hasSize(8);
    }

    @Test
    void consentIsSigned() {
        ClickTokens tokens = at(NOW);

        assertThat(tokens.verify(tokens.sign(tokens.open(STORE, LINK, LEADER), true))
                        .orElseThrow()
                        .consent())
                .isTrue();
    }

    @Test
    void theTokenIsAnOrdinaryJsonWebToken() throws ParseException {
        ClickTokens tokens = at(NOW);

        SignedJWT token = SignedJWT.parse(tokens.sign(tokens.open(STORE, LINK, LEADER), true));

        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        assertThat(token.getJWTClaimsSet().getClaims()).containsOnlyKeys("sub", "jti", "exp", "c");
    }

    @Test
    void theTokenFitsAFieldOf255Characters() {
        ClickTokens tokens = at(NOW);

        assertThat(tokens.sign(tokens.open(STORE, LINK, LEADER), true)).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void aTokenIsGoodFor90Days() {
        String token = at(NOW).sign(at(NOW).open(STORE, LINK, LEADER), false);

        assertThat(at(NOW.plus(Duration.ofDays(90)).minusSeconds(1)).verify(token))
                .isPresent();
        assertThat(at(NOW.plus(Duration.ofDays(90))).verify(token)).isEmpty();
    }

    @Test
    void clicksOfOneLinkDiffer() {
        ClickTokens tokens = at(NOW);
        ClickTokens.Opening opening = tokens.open(STORE, LINK, LEADER);
        Set<String> signed = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            signed.add(tokens.sign(opening, false));
        }

        assertThat(signed).hasSize(10_000);
    }

    @Test
    void nonsenseIsNoClick() {
        ClickTokens tokens = at(NOW);

        assertThat(tokens.verify(null)).isEmpty();
        assertThat(tokens.verify("")).isEmpty();
        assertThat(tokens.verify("a.b.c")).isEmpty();
        assertThat(tokens.verify("x".repeat(1_000_000))).isEmpty();
    }

    @Property(tries = 500)
    void aTokenChangedAnywhereIsNoClick(@ForAll int where, @ForAll char other) {
        ClickTokens tokens = at(NOW);
        String token = tokens.sign(tokens.open(STORE, LINK, LEADER), false);
        int at = Math.floorMod(where, token.length());
        String changed = token.substring(0, at) + other + token.substring(at + 1);

        // The last character of base64 holds bits that say nothing.
        boolean same = changed.equals(token) || at == token.length() - 1;
        assertThat(tokens.verify(changed).isPresent() && !same).isFalse();
    }

    private ClickTokens at(Instant now) {
        return new ClickTokens(SECRETS, Clock.fixed(now, ZoneOffset.UTC));
    }
}
