package shop.gather.tck.broken;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;
import shop.gather.tck.IdentityContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in saying which shop answered, or why none did. */
final class BrokenIdentity {

    private BrokenIdentity() {}

    static List<Flaw> all() {
        return List.of(
                told(
                        "fingerprint is random",
                        identity -> named(identity, UUID.randomUUID().toString()),
                        "fingerprintStaysTheSame",
                        "fingerprintSurvivesAChangeOfAddress"),
                told(
                        "fingerprint is the same for all shops",
                        identity -> named(identity, "memory"),
                        "fingerprintTellsTwoShopsApart"),
                new Flaw(
                        "fingerprint is the address",
                        IdentityContract.class,
                        Set.of("fingerprintSurvivesAChangeOfAddress"),
                        BrokenIdentity::byAddress),
                told(
                        "currencies are not told",
                        identity -> new ShopIdentity(identity.fingerprint(), "Memory", Set.of(), true),
                        "identityTellsNameAndCurrencies"),
                told(
                        "name is empty",
                        identity -> new ShopIdentity(identity.fingerprint(), "", identity.currencies(), true),
                        "identityTellsNameAndCurrencies"),
                failing(
                        "wrong password is called a bad answer",
                        failure -> failure.error() == ShopError.UNAUTHORIZED
                                ? new ShopException(ShopError.BAD_ANSWER, failure.getMessage())
                                : failure,
                        "wrongCredentialsAreUnauthorizedWithAdvice"),
                failing(
                        "wrong password is only called error 401",
                        failure -> failure.error() == ShopError.UNAUTHORIZED
                                ? new ShopException(ShopError.UNAUTHORIZED, "the shop answered with 401")
                                : failure,
                        "wrongCredentialsAreUnauthorizedWithAdvice"),
                Flaw.of(
                        IdentityContract.class,
                        "credentials are not checked",
                        (shop, backend) -> new Patched(shop).identify(() -> {
                            try {
                                return shop.identify();
                            } catch (ShopException refused) {
                                if (refused.error() == ShopError.UNAUTHORIZED) {
                                    return new ShopIdentity("any", "Memory", Set.of(), true);
                                }
                                throw refused;
                            }
                        }),
                        "wrongCredentialsAreUnauthorizedWithAdvice"),
                failing(
                        "whatever fails is called unauthorized",
                        failure -> new ShopException(ShopError.UNAUTHORIZED, failure.getMessage()),
                        "addressWhereNobodyAnswersIsUnreachable",
                        "anotherServerIsNotTakenForTheShop",
                        "aFailingShopIsSaidToFail"),
                failing(
                        "the client's own exception escapes",
                        failure -> new IllegalStateException(failure.getMessage()),
                        "wrongCredentialsAreUnauthorizedWithAdvice",
                        "addressWhereNobodyAnswersIsUnreachable",
                        "anotherServerIsNotTakenForTheShop",
                        "aFailingShopIsSaidToFail"),
                Flaw.of(
                        IdentityContract.class,
                        "any server is taken for the shop",
                        (shop, backend) -> new Patched(shop).identify(() -> {
                            try {
                                return shop.identify();
                            } catch (ShopException refused) {
                                if (refused.error() == ShopError.BAD_ANSWER) {
                                    return new ShopIdentity("any", "Memory", Set.of(), true);
                                }
                                throw refused;
                            }
                        }),
                        "anotherServerIsNotTakenForTheShop"),
                Flaw.of(
                        IdentityContract.class,
                        "closing twice fails",
                        (shop, backend) -> {
                            AtomicBoolean closed = new AtomicBoolean();
                            return new Patched(shop).close(() -> {
                                if (closed.getAndSet(true)) {
                                    throw new IllegalStateException("closed");
                                }
                            });
                        },
                        "closingTwiceIsHarmless"),
                described(
                        "a setting is not asked for",
                        descriptor -> new AdapterDescriptor(
                                descriptor.id(),
                                descriptor.name(),
                                descriptor.spiVersion(),
                                descriptor.settings().subList(0, 3))),
                described(
                        "built against another major version",
                        descriptor -> new AdapterDescriptor(
                                descriptor.id(), descriptor.name(), "1.0", descriptor.settings())),
                described(
                        "a template is asked for as an address that Gather calls",
                        descriptor -> new AdapterDescriptor(
                                descriptor.id(),
                                descriptor.name(),
                                descriptor.spiVersion(),
                                descriptor.settings().stream()
                                        .map(setting -> setting.key().equals("storefront")
                                                ? Setting.url("storefront", true, setting.description())
                                                : setting)
                                        .toList())),
                described(
                        "a setting is not explained",
                        descriptor -> new AdapterDescriptor(
                                descriptor.id(),
                                descriptor.name(),
                                descriptor.spiVersion(),
                                descriptor.settings().stream()
                                        .map(setting -> new Setting(
                                                setting.key(), setting.kind(), setting.required(), "Password"))
                                        .toList())));
    }

    private static ShopAdapter byAddress(ShopAdapter honest, MemoryBackend backend) {
        return new ShopAdapter() {
            @Override
            public AdapterDescriptor descriptor() {
                return honest.descriptor();
            }

            @Override
            public Shop connect(ShopContext context) {
                Shop shop = honest.connect(context);
                return new Patched(shop).identify(() -> named(shop.identify(), context.required("address")));
            }
        };
    }

    private static ShopIdentity named(ShopIdentity identity, String fingerprint) {
        return new ShopIdentity(fingerprint, identity.name(), identity.currencies(), identity.pricesIncludeTax());
    }

    private static Flaw told(String what, UnaryOperator<ShopIdentity> worse, String... failing) {
        return Flaw.of(
                IdentityContract.class,
                what,
                (shop, backend) -> new Patched(shop).identify(() -> worse.apply(shop.identify())),
                failing);
    }

    private static Flaw failing(String what, Function<ShopException, RuntimeException> worse, String... failing) {
        return Flaw.of(
                IdentityContract.class,
                what,
                (shop, backend) -> new Patched(shop).identify(() -> {
                    try {
                        return shop.identify();
                    } catch (ShopException failure) {
                        throw worse.apply(failure);
                    }
                }),
                failing);
    }

    private static Flaw described(String what, UnaryOperator<AdapterDescriptor> worse) {
        return Flaw.ofDescriptor(IdentityContract.class, what, worse, "descriptorAsksForWhatTheShopNeeds");
    }
}
