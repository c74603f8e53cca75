package shop.gather.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    static class TeamResource {
        record View() {}
    }

    static class EventEndpointResource {
        record EndpointView() {}
    }

    static class SessionStorefrontResource {
        @Schema(name = "SessionRequest")
        record Exchange() {}
    }

    static class Communities {
        record Member() {}
    }

    private final SchemaNames names = new SchemaNames();

    @Test
    void theOuterClassTellsRecordsOfTheSameNameApart() {
        assertThat(names.of(LeaderResource.View.class)).isEqualTo("LeaderView");
        assertThat(names.of(TeamStorefrontResource.View.class)).isEqualTo("TeamStorefrontView");
        assertThat(names.of(Communities.Member.class)).isEqualTo("CommunityMember");
    }

    @Test
    void whatATypeSaysItselfIsItsName() {
        assertThat(names.of(SessionStorefrontResource.Exchange.class)).isEqualTo("SessionRequest");
    }

    @Test
    void nothingIsSaidTwice() {
        assertThat(names.of(LeaderResource.LeaderSummary.class)).isEqualTo("LeaderSummary");
        assertThat(names.of(EventEndpointResource.EndpointView.class)).isEqualTo("EventEndpointView");
    }

    @Test
    void twoTypesNeverShareAName() {
        assertThat(names.of(TeamResource.View.class)).isEqualTo("TeamView");
        assertThat(names.of(Teams.View.class)).isEqualTo("OpenapiTeamView");
        assertThat(names.of(TeamResource.View.class)).isEqualTo("TeamView");
        assertThat(names.of(Teams.View.class)).isEqualTo("OpenapiTeamView");
        assertThat(names.of(Outer.class)).isEqualTo("SchemaNamesTestOuter");
    }
}
