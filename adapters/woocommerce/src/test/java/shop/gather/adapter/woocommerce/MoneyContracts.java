package shop.gather.adapter.woocommerce;

import shop.gather.tck.CatalogContract;
import shop.gather.tck.DeferredCaptureContract;
import shop.gather.tck.LineCancellationsContract;
import shop.gather.tck.MoneyContract;
import shop.gather.tck.OrdersContract;
import shop.gather.tck.PriceOffersContract;
import shop.gather.tck.RefundsContract;

/** The contracts in which currency and taxes make a difference; the others are passed once for each kind of shop. */
interface MoneyContracts
        extends MoneyContract,
                CatalogContract,
                OrdersContract,
                PriceOffersContract,
                DeferredCaptureContract,
                LineCancellationsContract,
                RefundsContract {}
