package shop.gather.shop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.groupbuy.ParticipationId;

class CommandKeyTest {

    private static final ParticipationId PLACE =
            new ParticipationId(UUID.fromString("01a22818-e7bf-7b31-9fe7-16049f624bd1"));

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(Purpose purpose) {
        for (CommandKey key : new CommandKey[] {
            CommandKey.of(purpose, PLACE), CommandKey.of(purpose, PLACE, "p1"), CommandKey.of(purpose, PLACE, "a:b:c")
        }) {
            assertThat(CommandKey.read(key.toString())).contains(key);
        }
    }

    /** Shops keep them, and so do the databases of stores: another word would do what was done before once more. */
    @Test
    void theWordsOfPurposesNeverChange() {
        assertThat(Stream.of(Purpose.values()).map(Purpose::word))
                .containsExactly(
                        "capture",
                        "capture-rest",
                        "cancel-order",
                        "cancel-line",
                        "refund",
                        "rebate",
                        "short-delivery",
                        "offer",
                        "close-offer",
                        "revoke",
                        "consolation",
                        "payout-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "refund", "refund:", "refund:7", "gift:01a22818-e7bf-7b31-9fe7-16049f624bd1", ":", "::"})
    void whatAShopShowsOfOthersIsNoKeyOfGather(String text) {
        assertThat(CommandKey.read(text)).isEmpty();
    }

    @Test
    void whatACaptureGivesBackAtOnceIsShownAsTheCapture() {
        CommandKey capture = CommandKey.of(Purpose.CAPTURE, PLACE, "p1");
        assertThat(capture.isShownAs(capture + "/2")).isTrue();
        assertThat(capture.isShownAs(capture.toString())).isTrue();
        assertThat(capture.isShownAs(
                        CommandKey.of(Purpose.CAPTURE, PLACE, "p12").toString()))
                .isFalse();
    }
}
