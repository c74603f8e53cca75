package shop.gather.groupbuy.fulfilment.list;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be handed over, per point and article. */
@Schema(name = "PickList")
public record PickListView(List<PickLine> lines) {}
