package shop.gather.spi;

import java.util.List;

/**
 * Describes an adapter: its id, its SPI version and the settings that it needs.
 *
 * @param id short stable name, lower case with dashes; stores refer to it
 * @param name display name
 * @param spiVersion the version of this SPI that the adapter was built against, {@code major.minor}
 * @param settings what a store must supply, in the order in which a form should ask
 * @since 1.0
 */
public record AdapterDescriptor(String id, String name, String spiVersion, List<Setting> settings) {

    /** The version of the SPI in this jar. */
    public static final String CURRENT_SPI = "2.0";

    public AdapterDescriptor {
        settings = List.copyOf(settings);
    }
}
