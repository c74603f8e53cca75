package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * The end of an admission takes back what that admission gave, however late it comes. {@link LateEndsIT} shows the same
 * in a real Medusa.
 */
class MedusaOffersTest {

    private static final String CODE = "GATHERABC";

    private final Group group = new Group();
    private final MedusaOffers offers =
            new MedusaOffers(null, new MedusaApi(MedusaSettings.read(new CannedHttp().context()), group.context()));

    @Test
    void anEndTakesTheAdmissionBack() {
        assertThat(offers.admit(admission("one"))).isInstanceOf(Done.class);
        assertThat(group.marks).as("who is admitted once needs no note").isEmpty();
        assertThat(group.requests).as("to admit a buyer").hasSize(3);
        group.requests.clear();
        assertThat(offers.revoke(admission("one"))).isInstanceOf(Done.class);
        assertThat(group.members).isEmpty();
        assertThat(group.marks).as("nor does an end that was answered").isEmpty();
        assertThat(group.requests).as("to take that back").hasSize(5);
    }

    @Test
    void aLateEndLeavesTheLaterAdmission() {
        offers.admit(admission("one"));
        assertThat(offers.admit(admission("two"))).isEqualTo(new AlreadyDone(CODE));
        assertThat(offers.revoke(admission("one"))).isInstanceOf(AlreadyDone.class);
        assertThat(group.members).containsExactly("cus_1");
        assertThat(offers.revoke(admission("two"))).isInstanceOf(Done.class);
        assertThat(group.members).isEmpty();
    }

    @Test
    void aVeryLateEndLeavesTheAdmissionAfterThat() {
        offers.admit(admission("one"));
        offers.admit(admission("two"));
        offers.revoke(admission("two"));
        assertThat(offers.admit(admission("three"))).isInstanceOf(Done.class);
        offers.revoke(admission("one"));
        assertThat(group.members).containsExactly("cus_1");
        offers.revoke(admission("three"));
        assertThat(group.members).isEmpty();
    }

    /** The later admission finds the buyer a member, and the end comes before it has noted that. */
    @Test
    void anEndBeforeTheNoteIsSeenByTheLaterAdmission() {
        offers.admit(admission("one"));
        group.before("POST /customer-groups/cusgroup_1", () -> offers.revoke(admission("one")));
        assertThat(offers.admit(admission("two"))).isEqualTo(new AlreadyDone(CODE));
        assertThat(group.awaited).as("the end came").isEmpty();
        assertThat(group.members).containsExactly("cus_1");
    }

    /** The end finds no note, and the later admission is through before it takes the buyer out. */
    @Test
    void aLaterAdmissionBeforeTheEndIsSeenByIt() {
        offers.admit(admission("one"));
        CommandResult[] second = new CommandResult[1];
        group.before("POST /customer-groups/cusgroup_1/customers", () -> second[0] = offers.admit(admission("two")));
        offers.revoke(admission("one"));
        assertThat(second[0]).isEqualTo(new AlreadyDone(CODE));
        assertThat(group.members).containsExactly("cus_1");
    }

    @Test
    void anEndRepeatedAfterALostAnswerLeavesTheLaterAdmission() {
        offers.admit(admission("one"));
        loseTheEnd("one");
        assertThat(offers.admit(admission("two"))).isInstanceOf(Done.class);
        assertThat(offers.revoke(admission("one"))).isInstanceOf(AlreadyDone.class);
        assertThat(group.members).containsExactly("cus_1");
        assertThat(offers.revoke(admission("two"))).isInstanceOf(Done.class);
        assertThat(group.members).isEmpty();
    }

    @Test
    void anEndRepeatedBeforeTheNoteIsSeenByTheLaterAdmission() {
        offers.admit(admission("one"));
        loseTheEnd("one");
        CommandResult[] repeated = new CommandResult[1];
        group.before("POST /customer-groups/cusgroup_1", () -> repeated[0] = offers.revoke(admission("one")));
        assertThat(offers.admit(admission("two"))).isInstanceOf(Done.class);
        assertThat(repeated[0]).as("the end came").isInstanceOf(Done.class);
        assertThat(group.members).containsExactly("cus_1");
    }

    /** The second admission is over before it could be noted; its end must not take the first one's for answered. */
    @Test
    void anEndInBetweenLeavesTheNoteOfTheLostOne() {
        offers.admit(admission("one"));
        loseTheEnd("one");
        group.before("POST /customer-groups/cusgroup_1", MedusaOffersTest::noAnswer);
        assertThat(offers.admit(admission("two"))).isInstanceOf(Unknown.class);
        assertThat(offers.revoke(admission("two"))).isInstanceOf(Done.class);
        assertThat(offers.admit(admission("three"))).isInstanceOf(Done.class);
        assertThat(offers.revoke(admission("one"))).isInstanceOf(AlreadyDone.class);
        assertThat(group.members).containsExactly("cus_1");
    }

    /** The note of the end is the last thing to be asked about: that the end is done is known by then. */
    @Test
    void anEndIsDoneWhateverBecomesOfItsNote() {
        offers.admit(admission("one"));
        group.after(
                "POST /customer-groups/cusgroup_1/customers",
                () -> group.before("POST /customer-groups/cusgroup_1", MedusaOffersTest::noAnswer));
        assertThat(offers.revoke(admission("one"))).isInstanceOf(Done.class);
        assertThat(group.members).isEmpty();
        assertThat(offers.admit(admission("two"))).isInstanceOf(Done.class);
        assertThat(offers.revoke(admission("one"))).isInstanceOf(AlreadyDone.class);
        assertThat(group.members).containsExactly("cus_1");
    }

    /** The shop does it, and Gather does not hear so. */
    private void loseTheEnd(String admission) {
        group.after("POST /customer-groups/cusgroup_1/customers", MedusaOffersTest::noAnswer);
        assertThat(offers.revoke(admission(admission))).isInstanceOf(Unknown.class);
        assertThat(group.members).as("the end was done").isEmpty();
    }

    private static void noAnswer() {
        throw new ShopException(ShopError.NO_ANSWER, "the answer was lost");
    }

    private static Admission admission(String key) {
        return new Admission(
                key, CODE, "cus_1", "variant_1", Money.parse("EUR 60.00"), 1, CannedHttp.NOW.plus(Duration.ofHours(1)));
    }

    /** A shop with one offer: who is in its group, and what is noted there. */
    private static final class Group implements ShopHttp {

        private final Set<String> members = new HashSet<>();
        private final Map<String, String> marks = new HashMap<>();
        private final List<String> requests = new ArrayList<>();
        private Runnable first = () -> {};
        private Runnable then = () -> {};
        private String awaited = "";

        /** This happens before the shop does what the next such request asks. */
        void before(String request, Runnable happens) {
            awaited = request;
            first = happens;
            then = () -> {};
        }

        /** This happens before the next such request is answered, when the shop has done it. */
        void after(String request, Runnable happens) {
            awaited = request;
            first = () -> {};
            then = happens;
        }

        ContextOver context() {
            return new ContextOver(new CannedHttp().context(), this);
        }

        @Override
        public Answer send(Request request) {
            String asked = request.method() + " " + request.uri().getPath().replace("/admin", "");
            requests.add(asked);
            boolean expected = asked.equals(awaited);
            if (expected) {
                awaited = "";
                first.run();
            }
            String answer = answer(asked, request.body()).build().toString();
            if (expected) {
                then.run();
            }
            return new Answer(200, Map.of(), answer);
        }

        private JsonObjectBuilder answer(String asked, String body) {
            switch (asked) {
                case "GET /promotions":
                    return promotions();
                case "GET /customers/cus_1":
                    return customer();
                case "POST /customer-groups/cusgroup_1":
                    read(body)
                            .getJsonObject("metadata")
                            .forEach((name, note) -> note(name, ((JsonString) note).getString()));
                    return group();
                case "POST /customer-groups/cusgroup_1/customers":
                    if (read(body).containsKey("add")) {
                        members.add("cus_1");
                    } else {
                        members.remove("cus_1");
                    }
                    return group();
                default:
                    throw new IllegalStateException("not expected: " + asked);
            }
        }

        /** As Medusa does: an empty note takes away what was there. */
        private void note(String name, String note) {
            if (note.isEmpty()) {
                marks.remove(name);
            } else {
                marks.put(name, note);
            }
        }

        private static JsonObject read(String body) {
            return Json.createReader(new StringReader(body)).readObject();
        }

        private static JsonObjectBuilder promotions() {
            JsonArrayBuilder values =
                    Json.createArrayBuilder().add(Json.createObjectBuilder().add("value", "cusgroup_1"));
            JsonArrayBuilder rules = Json.createArrayBuilder()
                    .add(Json.createObjectBuilder()
                            .add("attribute", "customer.groups.id")
                            .add("values", values));
            return Json.createObjectBuilder()
                    .add(
                            "promotions",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("id", "promo_1")
                                            .add("code", CODE)
                                            .add("rules", rules)));
        }

        private JsonObjectBuilder customer() {
            JsonArrayBuilder groups = Json.createArrayBuilder();
            members.forEach(member -> groups.add(Json.createObjectBuilder().add("id", "cusgroup_1")));
            return Json.createObjectBuilder()
                    .add(
                            "customer",
                            Json.createObjectBuilder()
                                    .add("id", "cus_1")
                                    .add("has_account", true)
                                    .add("groups", groups));
        }

        private JsonObjectBuilder group() {
            JsonObjectBuilder group = Json.createObjectBuilder().add("id", "cusgroup_1");
            if (marks.isEmpty()) {
                group.addNull("metadata");
            } else {
                group.add("metadata", Json.createObjectBuilder(new HashMap<String, Object>(marks)));
            }
            return Json.createObjectBuilder().add("customer_group", group);
        }
    }
}
