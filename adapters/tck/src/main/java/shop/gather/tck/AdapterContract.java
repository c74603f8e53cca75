package shop.gather.tck;

/**
 * Everything that an adapter must pass. A test class implements this, supplies the shop and declares what it claims;
 * capabilities that are not claimed must be absent. A report at the end says what was proven.
 */
public interface AdapterContract extends PortContracts, FaultyReadsContract, FaultyCommandsContract {}
