package shop.gather.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.Ids;

/** A message has exactly the values that its kind declares, each in its stored form. */
class MessageContentTest {

    private final TeamId team = new TeamId(Ids.next());

    @Test
    void valuesAreStoredInAFormOfNoLanguage() {
        MessageContent content = MessageContent.of(MessageKind.TEAM_SUCCEEDED, team)
                .with(Placeholder.CAMPAIGN, "Tea")
                .with(Placeholder.MEMBERS, 3)
                .with(Placeholder.PRICE, Money.parse("EUR 9.50"))
                .build();
        assertThat(content.values())
                .containsEntry(Placeholder.MEMBERS, "3")
                .containsEntry(Placeholder.PRICE, "EUR 9.50");
        assertThat(content.occasion()).isEqualTo(team.toString());
    }

    @Test
    void aMissingValueAndOneTooManyAreRefused() {
        var incomplete = MessageContent.of(MessageKind.TEAM_SUCCEEDED, team).with(Placeholder.CAMPAIGN, "Tea");
        assertThatThrownBy(incomplete::build).hasMessageContaining("{members}").hasMessageContaining("{price}");
        var tooMany = MessageContent.of(MessageKind.TEAM_FAILED, team)
                .with(Placeholder.CAMPAIGN, "Tea")
                .with(Placeholder.MEMBERS, 3);
        assertThatThrownBy(tooMany::build).hasMessageContaining("{members}");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        var builder = MessageContent.of(MessageKind.TEAM_SUCCEEDED, team);
        assertThatThrownBy(() -> builder.with(Placeholder.PRICE, 10)).hasMessageContaining("{price} is no COUNT");
    }

    @Test
    void anotherTimeIsAnotherOccasion() {
        Instant first = Instant.parse("2026-12-01T12:00:00.123Z");
        assertThat(declinedUntil(first).occasion())
                .isEqualTo(declinedUntil(first).occasion())
                .isNotEqualTo(declinedUntil(first.plusSeconds(60)).occasion())
                .hasSizeLessThan(120);
    }

    private MessageContent declinedUntil(Instant until) {
        return MessageContent.of(MessageKind.PAYMENT_DECLINED, team)
                .at(until)
                .with(Placeholder.CAMPAIGN, "Tea")
                .with(Placeholder.PAY_UNTIL, until)
                .build();
    }
}
