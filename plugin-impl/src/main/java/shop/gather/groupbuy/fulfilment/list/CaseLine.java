package shop.gather.groupbuy.fulfilment.list;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.campaign.CampaignOffer;

/** How many cases of an article to buy that the supplier sells in full cases only. Immutable. */
@Schema(name = "CaseLine")
public record CaseLine(
        String variantId,

        @Schema(description = "The units of a case") int caseUnits,

        int cases,

        @Schema(description = "The units of the cases that no buyer has ordered")
        int spareUnits) {

    /** Of those lines whose articles are ordered in full cases. */
    static List<CaseLine> of(CampaignOffer campaign, List<PurchaseLists.Line> lines) {
        return lines.stream().flatMap(line -> of(campaign, line)).toList();
    }

    private static Stream<CaseLine> of(CampaignOffer campaign, PurchaseLists.Line line) {
        String article = line.variantId().equals(campaign.variantId()) ? null : line.variantId();
        return campaign.terms().casesOf(article).stream()
                .map(cases -> new CaseLine(
                        line.variantId(), cases.units(), cases.casesFor(line.units()), cases.missing(line.units())));
    }

    /** Its cells in a row of a table: size, cases, spare units. Empty cells for an article in single units. */
    static Stream<Object> cells(List<CaseLine> lines, String variantId) {
        return lines.stream()
                .filter(line -> Objects.equals(line.variantId(), variantId))
                .findFirst()
                .map(line -> Stream.<Object>of(line.caseUnits(), line.cases(), line.spareUnits()))
                .orElse(Stream.of("", "", ""));
    }
}
