package shop.gather.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.bind.JsonbException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.Id;
import shop.gather.platform.MemberId;

/** Ids in JSON. */
class IdAsTextTest {

    private static final UUID VALUE = UUID.fromString("01a22818-e7bf-7b31-9fe7-16049f624bd1");

    public record Place(TeamId team, MemberId member, Id any) {}

    @Test
    void anIdOfAnyKindIsTheTextOfItsValue() {
        assertThat(StrictJson.codec().toJson(new Place(new TeamId(VALUE), new MemberId(VALUE), new TeamId(VALUE))))
                .isEqualTo("{\"any\":\"%1$s\",\"member\":\"%1$s\",\"team\":\"%1$s\"}".formatted(VALUE));
    }

    @Test
    void anIdIsReadAsItsKind() {
        assertThat(StrictJson.codec().fromJson("{\"team\":\"%s\"}".formatted(VALUE), Place.class))
                .isEqualTo(new Place(new TeamId(VALUE), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "7", "{}", "\"\""})
    void whatIsNoIdIsRefused(String json) {
        assertThatThrownBy(() -> StrictJson.codec().fromJson("{\"team\":" + json + "}", Place.class))
                .isInstanceOf(JsonbException.class);
    }

    @Test
    void anIdThatIsNullIsLeftOut() {
        assertThat(StrictJson.codec().toJson(new Place(new TeamId(VALUE), null, null)))
                .isEqualTo("{\"team\":\"%s\"}".formatted(VALUE));
    }
}
