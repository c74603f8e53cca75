package shop.gather.tck;

/**
 * What every port promises while the network does as it should; enough for a second setting of a shop whose adapter has
 * passed {@link AdapterContract}.
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
