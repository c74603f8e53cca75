package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.Optional;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.PriceOffers.Admission;

/**
 * The members of an offer's customer group, and the notes about their admissions in the group's metadata, which
 * customers cannot see.
 */
final class OfferMembers {

    /** The fields requested of a group; without them Medusa would return all of its members. */
    private static final Query MARKS = Query.fields("id,metadata");

    private final MedusaApi api;

    OfferMembers(MedusaApi api) {
        this.api = api;
    }

    Optional<JsonObject> customer(String customerId) {
        return api.find("/customers/" + Query.encoded(customerId), Query.fields("id,has_account,groups.id"))
                .map(found -> Fields.object(found, "customer"));
    }

    /** The answer is the group. */
    Reply join(String groupId, String customerId) {
        return members(groupId, "add", customerId);
    }

    /** The answer is the group. */
    Reply leave(String groupId, String customerId) {
        return members(groupId, "remove", customerId);
    }

    private Reply members(String groupId, String change, String customerId) {
        return api.post(
                path(groupId) + "/customers" + MARKS,
                JsonText.object().add(change, JsonText.array().add(customerId)));
    }

    /**
     * Whether the customer is noted to be a member by another admission: see {@link #mark}.
     *
     * @param answer one that has the group
     */
    static boolean isOfAnother(JsonObject answer, Admission admission) {
        return notes(answer)
                .flatMap(notes -> Fields.optionalText(notes, admission.customerId()))
                .filter(key -> !key.equals(admission.key()))
                .isPresent();
    }

    /**
     * Whether any other admission of the customer is noted: as the one that counts, or as one whose end may come again.
     *
     * @param answer one that has the group
     */
    static boolean namesAnother(JsonObject answer, Admission admission) {
        String own = ending(admission.customerId(), admission.key());
        return isOfAnother(answer, admission)
                || notes(answer).stream()
                        .flatMap(notes -> notes.keySet().stream())
                        .anyMatch(name -> name.startsWith(ending(admission.customerId(), "")) && !name.equals(own));
    }

    private static Optional<JsonObject> notes(JsonObject answer) {
        return Fields.optionalObject(Fields.object(answer, "customer_group"), "metadata");
    }

    /**
     * Notes of which admission a customer is a member. Only for who is admitted again: a note on the group is written
     * again with all of them, and thousands of buyers need none.
     */
    void mark(String groupId, Admission admission) {
        note(groupId, admission.customerId(), admission.key());
    }

    /**
     * Notes that an admission is being ended, besides the mark, which may be that of another. The answer has the group.
     */
    JsonObject markEnding(String groupId, Admission admission) {
        return note(groupId, ending(admission.customerId(), admission.key()), "ending");
    }

    /** Removes the note of a revocation; Medusa removes an entry that is set to an empty value. */
    void clearEnding(String groupId, Admission admission) {
        note(groupId, ending(admission.customerId(), admission.key()), "");
    }

    /** A key per admission, so that an answered revocation does not remove the notes of others. */
    private static String ending(String customerId, String admission) {
        return customerId + "/" + admission;
    }

    /** Medusa leaves all other notes as they are. */
    private JsonObject note(String groupId, String name, String note) {
        return MedusaApi.expect(api.post(
                path(groupId) + MARKS,
                JsonText.object().add("metadata", JsonText.object().add(name, note))));
    }

    private static String path(String groupId) {
        return "/customer-groups/" + Query.encoded(groupId);
    }
}
