package shop.gather.tck;

/**
 * The contracts of all ports on a network without faults; enough for a further configuration of a shop whose adapter
 * has passed {@link AdapterContract}.
 */
public interface PortContracts
        extends IdentityContract,
                CatalogContract,
                CustomersContract,
                OrdersContract,
                OrderChangesContract,
                StorefrontContract,
                CustomerSessionsContract,
                PriceOffersContract,
                PriceOfferEndingsContract,
                DeferredCaptureContract,
                CancellationsContract,
                LineCancellationsContract,
                RefundsContract,
                StoreCreditsContract,
                NotificationsContract,
                MoneyContract,
                ChangePagesContract,
                RefusalsContract,
                AnyScriptContract,
                WrongClockContract {}
