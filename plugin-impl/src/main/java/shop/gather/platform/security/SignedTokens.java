package shop.gather.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.platform.crypto.SecretBox;

/**
 * Signs and verifies JSON Web Tokens (RFC 7519, HS256) for one purpose; a token of another purpose does not verify.
 * Thread-safe.
 */
public final class SignedTokens {

    private final Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();
    private final JWSSigner signer;
    private final JWSHeader header;
    private final Clock clock;

    public SignedTokens(SecretBox secrets, String purpose, Clock clock) {
        this.clock = clock;
        try {
            Map<String, byte[]> keys = secrets.derive(purpose);
            for (var key : keys.entrySet()) {
                verifiers.put(key.getKey(), new MACVerifier(key.getValue()));
            }
            var current = keys.entrySet().iterator().next();
            this.signer = new MACSigner(current.getValue());
            this.header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(current.getKey())
                    .build();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The token's claims; empty if the token is not one of ours, was changed, or has expired. */
    public Optional<JWTClaimsSet> verify(String token) {
        return verify(token, clock.instant());
    }

    /** The token's claims; empty if the token is not one of ours, was changed, or had expired at the given time. */
    public Optional<JWTClaimsSet> verify(String token, Instant at) {
        if (token == null || token.length() > 4_000) {
            return Optional.empty();
        }
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            JWSVerifier verifier =
                    verifiers.get(String.valueOf(parsed.getHeader().getKeyID()));
            if (verifier == null
                    || !parsed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                    || !parsed.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = parsed.getJWTClaimsSet();
            boolean live = claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(at);
            return live ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }
}
