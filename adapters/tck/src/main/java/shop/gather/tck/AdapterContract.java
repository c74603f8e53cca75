package shop.gather.tck;

/**
 * All contracts of an adapter. A test class implements this interface, supplies the shop and declares its capabilities;
 * capabilities that are not claimed must be absent. A report at the end lists what was proven.
 */
public interface AdapterContract extends PortContracts, FaultyReadsContract, FaultyCommandsContract {}
