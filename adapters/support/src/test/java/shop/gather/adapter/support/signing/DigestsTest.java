package shop.gather.adapter.support.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Orders and offers in the shops are found again by these names. */
class DigestsTest {

    /** The example of FIPS 180-4. */
    @Test
    void aNameIsTheBeginningOfTheDigest() {
        assertThat(Digests.hex("abc", 8)).isEqualTo("ba7816bf8f01cfea");
        assertThat(Digests.base64("abc", 8)).isEqualTo("ungWv48Bz-o");
    }
}
