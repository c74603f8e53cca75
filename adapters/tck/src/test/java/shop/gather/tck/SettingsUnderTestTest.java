package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsUnderTestTest {

    /** An adapter that reads Base64 strictly must come as far as asking the shop. */
    @ParameterizedTest
    @ValueSource(
            strings = {"any-24-bytes-or-more-will-do", "any-24-bytes-or-more-will-do!", "any-24-bytes-or-more-will-do!!"
            })
    void aMistypedSecretIsStillBase64(String bytes) {
        String secret = Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII));
        String mistyped = SettingsUnderTest.mistyped(secret);
        assertThat(mistyped).isNotEqualTo(secret);
        assertThat(Base64.getEncoder().encodeToString(Base64.getDecoder().decode(mistyped)))
                .isEqualTo(mistyped);
    }
}
