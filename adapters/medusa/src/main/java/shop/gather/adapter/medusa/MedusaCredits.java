package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.CommandMark;
import shop.gather.adapter.support.Commands;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.StoreCredits;

/**
 * Gives customers store credit where Medusa's loyalty plugin is installed. The plugin has an account for each customer
 * and currency, but no idempotency key. The key is written into the note of the transaction and looked up before a
 * credit.
 */
final class MedusaCredits implements StoreCredits {

    private static final String PATH = "/store-credit-accounts";
    private static final String ACCOUNTS = "store_credit_accounts";
    private static final int PAGE = 100;

    private final MedusaApi api;
    private final MedusaCustomers customers;
    private final Set<CurrencyUnit> currencies;

    private MedusaCredits(MedusaApi api, Set<CurrencyUnit> currencies) {
        this.api = api;
        this.customers = new MedusaCustomers(api);
        this.currencies = currencies;
    }

    /** Empty in a shop without the plugin, and where its accounts cannot be reached: see {@link MedusaApi#serves}. */
    static Optional<StoreCredits> discover(MedusaApi api, HostFacts facts) {
        return api.serves(PATH, Query.of("limit", "1"))
                ? Optional.of(new MedusaCredits(api, facts.identity().currencies()))
                : Optional.empty();
    }

    @Override
    public CommandResult credit(Credit credit) {
        if (!credit.amount().isPositive()) {
            return CommandResult.refused(RefusalCode.SHOP_REFUSED, "a credit must be an amount above 0");
        }
        return Commands.run(() -> unlessGiven(credit));
    }

    /**
     * The key is looked up first: a credit that was given stays done, even if the customer or the currency has changed
     * since.
     */
    private CommandResult unlessGiven(Credit credit) {
        Optional<String> account = account(credit);
        Optional<String> before = account.flatMap(id -> find(id, credit.key()));
        if (before.isPresent()) {
            return new AlreadyDone(before.get());
        }
        CurrencyUnit currency = credit.amount().getCurrencyUnit();
        if (!currencies.contains(currency)) {
            return CommandResult.refused(RefusalCode.SHOP_REFUSED, "the shop does not sell in " + currency);
        }
        if (customers.customer(credit.customerId()).isEmpty()) {
            return Commands.notFound("customer " + credit.customerId() + " with an account");
        }
        return account.map(id -> give(credit, id)).orElseGet(() -> giveFirst(credit));
    }

    private Optional<String> account(Credit credit) {
        String currency = code(credit);
        return Filtered.list(
                        api,
                        ACCOUNTS,
                        Query.fields("id,customer_id,currency_code").and("currency_code", currency),
                        "customer_id",
                        credit.customerId())
                .stream()
                .filter(account -> Fields.text(account, "currency_code").equals(currency))
                .map(account -> Fields.text(account, "id"))
                .findFirst();
    }

    /** Medusa writes currencies in lower case. */
    private static String code(Credit credit) {
        return credit.amount().getCurrencyUnit().getCode().toLowerCase(Locale.ROOT);
    }

    /**
     * Opens the customer's account. If another request does so at the same moment, Medusa refuses the second one;
     * either account is fine.
     */
    private CommandResult giveFirst(Credit credit) {
        Reply reply = api.post(
                PATH, JsonText.object().add("customer_id", credit.customerId()).add("currency_code", code(credit)));
        return account(credit)
                .map(id -> give(credit, id))
                .orElseGet(() -> notShown(reply, "the shop opened an account but does not show it"));
    }

    private CommandResult give(Credit credit, String account) {
        Reply reply = api.post(
                PATH + "/" + Query.encoded(account) + "/credit",
                JsonText.object()
                        .add("amount", credit.amount().getAmount())
                        .add("note", CommandMark.of(credit.key()).after(credit.reason())));
        return find(account, credit.key())
                .map(CommandResult::done)
                .orElseGet(() -> notShown(reply, "the shop took the credit but does not show it"));
    }

    private static CommandResult notShown(Reply reply, String why) {
        return reply.isDone() ? new CommandResult.Unknown(why) : Refusals.of(reply, RefusalCode.SHOP_REFUSED);
    }

    /**
     * The id of the transaction with the key. Newest first, by ids, which are ordered by time: a transaction that is
     * added meanwhile cannot make the reader miss one.
     */
    private Optional<String> find(String account, String key) {
        int read = 0;
        while (true) {
            JsonObject answer = api.get(
                    PATH + "/" + Query.encoded(account) + "/transactions",
                    Query.fields("id,note")
                            .and("order", "-id")
                            .and("limit", PAGE)
                            .and("offset", read));
            List<JsonObject> page = Fields.list(answer, "transactions");
            Optional<String> found = page.stream()
                    .filter(transaction -> CommandMark.isOn(transaction, "note", key))
                    .map(transaction -> Fields.text(transaction, "id"))
                    .findFirst();
            read += page.size();
            if (found.isPresent()
                    || page.isEmpty()
                    || read >= Fields.decimal(answer, "count").intValue()) {
                return found;
            }
        }
    }
}
