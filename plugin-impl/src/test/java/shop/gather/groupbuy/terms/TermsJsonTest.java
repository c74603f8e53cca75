package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.platform.http.ProblemException;

class TermsJsonTest {

    @Test
    void termsAreReadAsTheyWereWritten() {
        for (TeamPolicy team : List.of(SomeTerms.fullTeam(2), SomeTerms.minimumTeam(3, 20))) {
            CampaignTerms terms = SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), team);
            assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
        }
    }

    @Test
    void whoMayBuyAndHowManyUnitsAreSoldIsPartOfTheTerms() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2, new NewBuyers(), new CampaignStock(500));
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
        assertThat(TermsJson.write(terms))
                .contains("\"eligibility\":{\"policy\":\"new-buyers\"}")
                .contains("\"stock\":{\"policy\":\"campaign-stock\",\"units\":500}");
    }

    /** A page of campaigns holds hundreds of policies, most of them equal. */
    @Test
    void equalPoliciesAreWrittenOnce() {
        JsonObject written = StockPolicy.KINDS.write(new CampaignStock(500));
        assertThat(StockPolicy.KINDS.write(new CampaignStock(500))).isSameAs(written);
        assertThat(StockPolicy.KINDS.write(new CampaignStock(501)).getInt("units"))
                .isEqualTo(501);
    }

    @Test
    void latePaymentsAndTheOutcomeArePartOfTheTerms() {
        CampaignTerms terms =
                SomeTerms.team("EUR 10.00", 3).with(new LatePolicy.NewTeam()).with(new OutcomePolicy.Draw(2, null));
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
        assertThat(TermsJson.write(terms))
                .contains("\"late\":{\"policy\":\"new-team\"}")
                .contains("\"outcome\":{\"policy\":\"draw\",\"winners\":2}");
    }

    @Test
    void aCampaignHasUnitsForAtLeastOneTeam() {
        assertThatThrownBy(() -> SomeTerms.team("EUR 10.00", 5, new Everyone(), new CampaignStock(4)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("stockPolicy.units must be at least 5, the most units of a team: no team could be"
                        + " opened.");
        assertThatThrownBy(() -> new CampaignStock(0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new CampaignStock(null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void eachPolicyNamesItself() {
        assertThat(TermsJson.write(SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), SomeTerms.minimumTeam(3, 20))))
                .contains(
                        "\"price\":{\"policy\":\"group-price\",\"price\":{\"amount\":\"10.00\",\"currency\":\"EUR\"}}")
                .contains("\"team\":{\"policy\":\"minimum\",\"duration\":\"PT24H\",\"minimum\":3,\"size\":20}");
    }

    /** A policy's own rules are checked when it is read: an owner's mistake is named, and never stored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'policy':'minimum','minimum':3,'size':2,'duration':'PT24H'} | teamPolicy.minimum must be a whole number from 1 to 2.",
                "{'policy':'minimum','size':2,'duration':'PT24H'} | teamPolicy.minimum must be a whole number from 1 to 2.",
                "{'policy':'minimum','minimum':1,'size':2} | teamPolicy.duration must be an ISO 8601 duration from "
                        + "PT1S to PT720H, such as PT24H.",
                "{'policy':'minimum','minimum':1,'size':2,'duration':'24'} | teamPolicy has a field of the wrong "
                        + "type; see the API's description of this policy.",
                "{'policy':'minimum','minimum':1.5,'size':2,'duration':'PT24H'} | teamPolicy must hold whole numbers "
                        + "up to 2147483647; 1.5 is none.",
                "{'policy':'minimum','minimum':4294967297,'size':4294967298,'duration':'PT24H'} | teamPolicy must "
                        + "hold whole numbers up to 2147483647; 4294967297 is none.",
                "{'policy':'most','size':2} | teamPolicy.policy must be one of alone, full, group-order, minimum.",
                "{'size':2} | teamPolicy.policy must be one of alone, full, group-order, minimum.",
                "{'policy':7} | teamPolicy.policy must be one of alone, full, group-order, minimum.",
            })
    void whatIsNotAcceptableIsNamed(String json, String message) {
        JsonObject policy =
                Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
        assertThatThrownBy(() -> TeamPolicy.KINDS.read(policy))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }
}
