package shop.gather.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaNamesTest {

    private record Outer() {}

    static class LeaderResource {
        record View() {}

        record LeaderSummary() {}
    }

    static class TeamStorefrontResource {
        record View() {}
    }

    static class Teams {
        record View() {}
    }

    private final SchemaNames names = new SchemaNames();

    @Test
    void theOuterClassTellsRecordsOfTheSameNameApart() {
        assertThat(names.of(LeaderResource.View.class)).isEqualTo("LeaderView");
        assertThat(names.of(TeamStorefrontResource.View.class)).isEqualTo("TeamView");
    }

    @Test
    void nothingIsSaidTwice() {
        assertThat(names.of(LeaderResource.LeaderSummary.class)).isEqualTo("LeaderSummary");
    }

    @Test
    void twoTypesNeverShareAName() {
        assertThat(names.of(TeamStorefrontResource.View.class)).isEqualTo("TeamView");
        assertThat(names.of(Teams.View.class)).isEqualTo("OpenapiTeamView");
        assertThat(names.of(TeamStorefrontResource.View.class)).isEqualTo("TeamView");
        assertThat(names.of(Teams.View.class)).isEqualTo("OpenapiTeamView");
        assertThat(names.of(Outer.class)).isEqualTo("SchemaNamesTestOuter");
    }
}
