package shop.sample.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void onlyTheRightPasswordMatches() {
        Passwords passwords = new Passwords(10);
        String hash = passwords.hash("correct horse");
        assertThat(hash).doesNotContain("correct").startsWith("10$");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("correct horsf", hash)).isFalse();
        assertThat(passwords.hash("correct horse")).as("salted").isNotEqualTo(hash);
    }
}
