package shop.gather.tck.broken;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Done;
import shop.gather.tck.PriceOffersContract;
import shop.gather.tck.memory.MemoryOffers;

/** Mistakes in group prices. */
final class BrokenOffers {

    private static final String EXACT = "admittedBuyerPaysExactlyTheOfferedPrice";
    private static final String STRANGER = "buyerWhoIsNotAdmittedPaysFull";
    private static final String OTHERS = "otherArticlesKeepTheirPrice";
    private static final String CAP = "upToTheCapEachCostsTheOfferedPrice";
    private static final String BEYOND = "beyondTheCapEachCostsTheFullPrice";
    private static final String AT_ONCE = "buyersAdmittedAtTheSameMomentAllHaveThePrice";
    private static final String TOGETHER = "buyersAdmittedTogetherAreAdmittedEachByItself";
    private static final String ONCE = "anAdmissionIsUsedUpByAnOrder";
    private static final String SAME_OFFER = "repeatedOfferIsTheSameOffer";
    private static final String SAME_ADMISSION = "repeatedAdmissionIsTheSameAdmission";
    private static final String UNKNOWN = "unknownVariantIsRefused";
    private static final String COUPON = "couponIsSeenOnTheOrder";
    private static final String LIMITS = "limitsAreSaneAndConstant";

    private static final OfferFlaws OF = new OfferFlaws(PriceOffersContract.class);

    private BrokenOffers() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        PriceOffersContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).offers(null),
                        "priceOffersAreThereExactlyIfClaimed",
                        LIMITS,
                        EXACT,
                        STRANGER,
                        OTHERS,
                        CAP,
                        BEYOND,
                        AT_ONCE,
                        TOGETHER,
                        ONCE,
                        SAME_OFFER,
                        SAME_ADMISSION,
                        UNKNOWN,
                        COUPON),
                OF.flaw(
                        "nobody is admitted per second",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public Limits limits() {
                                return new Limits(
                                        Redemption.COUPON_CODE, OptionalInt.empty(), 0, Duration.ofMinutes(1));
                            }
                        },
                        LIMITS),
                OF.offer(
                        "the price is one cent too high",
                        o -> PassingOffers.priced(o, o.unitPrice().plus(Money.parse("EUR 0.01"))),
                        EXACT,
                        STRANGER,
                        OTHERS,
                        CAP,
                        AT_ONCE,
                        TOGETHER,
                        ONCE,
                        SAME_ADMISSION,
                        COUPON),
                OF.offer(
                        "the price is a whole percentage of the full one",
                        o -> PassingOffers.priced(o, percentage(o.unitPrice())),
                        EXACT,
                        BEYOND,
                        STRANGER,
                        OTHERS,
                        CAP,
                        AT_ONCE,
                        TOGETHER,
                        ONCE,
                        SAME_ADMISSION,
                        COUPON),
                OF.admission(
                        "whoever knows the code has the price",
                        a -> PassingOffers.admitting(a, MemoryOffers.ANYBODY, a.until()),
                        STRANGER),
                OF.flaw(
                        "who is admitted while another is, is lost",
                        (honest, backend) -> {
                            AtomicInteger admitting = new AtomicInteger();
                            return new PassingOffers(honest) {
                                @Override
                                public CommandResult admit(Admission admission) {
                                    int ahead = admitting.getAndIncrement();
                                    LockSupport.parkNanos(20_000_000);
                                    CommandResult result = super.admit(admission);
                                    if (ahead > 0) {
                                        super.revoke(admission);
                                    }
                                    admitting.decrementAndGet();
                                    return result;
                                }
                            };
                        },
                        AT_ONCE),
                OF.flaw(
                        "of those who are admitted together the first only is",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public List<CommandResult> admit(List<Admission> admissions) {
                                CommandResult first = admit(admissions.get(0));
                                return admissions.stream().map(any -> first).toList();
                            }
                        },
                        TOGETHER),
                OF.offer(
                        "all articles cost that much",
                        o -> PassingOffers.on(o, MemoryOffers.ANYTHING),
                        OTHERS,
                        UNKNOWN),
                OF.offer("the cap is ignored", o -> PassingOffers.capped(o, 99), BEYOND),
                OF.offer("the cap is one too low", o -> PassingOffers.capped(o, 1), CAP),
                OF.flaw(
                        "an admission is good for many orders",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult admit(Admission admission) {
                                CommandResult result = super.admit(admission);
                                if (result instanceof Done) {
                                    super.revoke(admission);
                                    return CommandResult.done(backend.offers().coupon(admission, false));
                                }
                                return result;
                            }
                        },
                        ONCE,
                        SAME_ADMISSION),
                OF.offer(
                        "the same key makes another offer",
                        o -> PassingOffers.keyed(o, o.key() + System.nanoTime()),
                        SAME_OFFER),
                OF.flaw(
                        "keys of offers live in the connection",
                        (honest, backend) -> {
                            String connection = "-" + System.nanoTime();
                            return new PassingOffers(honest) {
                                @Override
                                public CommandResult offer(Offer offer) {
                                    return super.offer(PassingOffers.keyed(offer, offer.key() + connection));
                                }
                            };
                        },
                        SAME_OFFER),
                OF.admission(
                        "the same key makes another admission",
                        a -> PassingOffers.keyed(a, a.key() + System.nanoTime()),
                        TOGETHER,
                        SAME_ADMISSION),
                OF.flaw(
                        "keys of admissions live in the connection",
                        (honest, backend) -> {
                            Map<String, CommandResult> known = new ConcurrentHashMap<>();
                            return new PassingOffers(honest) {
                                @Override
                                public CommandResult admit(Admission admission) {
                                    CommandResult before = known.get(admission.key());
                                    if (before instanceof Done done) {
                                        return new CommandResult.AlreadyDone(done.reference());
                                    }
                                    CommandResult result = super.admit(
                                            PassingOffers.keyed(admission, admission.key() + System.nanoTime()));
                                    known.put(admission.key(), result);
                                    return result;
                                }
                            };
                        },
                        SAME_ADMISSION),
                OF.flaw(
                        "any variant is accepted",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult offer(Offer offer) {
                                CommandResult result = super.offer(offer);
                                return result instanceof CommandResult.Refused ? CommandResult.done("offer-0") : result;
                            }
                        },
                        UNKNOWN),
                Flaw.of(
                        PriceOffersContract.class,
                        "coupons are left out of orders",
                        (shop, backend) -> new Patched(shop).orders(Edit.retold(shop.orders(), Edit::coupons)),
                        COUPON));
    }

    private static Money percentage(Money price) {
        Money full = Money.parse("EUR 19.99");
        long percent = price.getAmountMinorLong() * 100 / full.getAmountMinorLong();
        return full.multipliedBy(percent).dividedBy(100, RoundingMode.HALF_UP);
    }
}
