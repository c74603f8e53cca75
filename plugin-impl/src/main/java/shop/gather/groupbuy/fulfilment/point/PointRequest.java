package shop.gather.groupbuy.fulfilment.point;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.validation.OneOf;
import shop.gather.platform.validation.Text;
import shop.gather.platform.validation.TimeZoneId;

/**
 * An owner's request for a pickup point.
 *
 * @param addressLines 1 to 10
 * @param zone the time zone of the hours, such as Europe/Berlin
 * @param hours none if omitted
 * @param latitude WGS84, with longitude; both omitted if unknown
 * @param capacity the most places; no limit if omitted
 * @param capacityPer DAY or CAMPAIGN; CAMPAIGN if omitted
 * @param leaderId the leader who hands over there; the owner alone if omitted
 * @param communityId the community for which the point is; everybody if omitted
 * @param active whether buyers can choose it; true if omitted
 */
@Schema(
        name = "PickupPointRequest",
        example = "{\"name\":\"Corner shop\",\"addressLines\":[\"1 Long Street\",\"10115 Berlin\"],"
                + "\"zone\":\"Europe/Berlin\",\"hours\":{\"weekly\":[{\"day\":\"FRIDAY\",\"from\":\"16:00\","
                + "\"until\":\"19:00\"}]},\"capacity\":40,\"capacityPer\":\"DAY\"}")
public record PointRequest(
        @NotNull @Text(max = 200) String name,
        @NotNull @Size(min = 1, max = 10) List<@NotNull @Text(max = 100) String> addressLines,
        @NotNull @TimeZoneId String zone,
        @Valid OpeningHours hours,
        @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude,
        @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude,
        @Min(1) @Max(1_000_000) Integer capacity,

        @Schema(implementation = CapacityPer.class, defaultValue = "CAMPAIGN") @OneOf(CapacityPer.class)
        String capacityPer,

        String leaderId,
        String communityId,
        Boolean active) {

    OpeningHours openingHours() {
        return hours == null ? OpeningHours.NONE : hours;
    }

    CapacityPer unit() {
        return capacityPer == null ? CapacityPer.CAMPAIGN : CapacityPer.valueOf(capacityPer);
    }

    boolean isActive() {
        return active == null || active;
    }

    /** @throws ProblemException INVALID_VALUE for what single fields cannot show */
    void check() {
        openingHours().check();
        if ((latitude == null) != (longitude == null)) {
            throw ProblemException.invalid("Send both latitude and longitude, or neither.");
        }
    }
}
