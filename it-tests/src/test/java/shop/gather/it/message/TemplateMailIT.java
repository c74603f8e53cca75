package shop.gather.it.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.message.channel.MailServer;

/** An owner sends a template to the address that the store's mail answers to, and to no other. */
class TemplateMailIT {

    private static final String TEST = "/api/v1/message-templates/refund-sent/en/test";

    private static JsonObjectBuilder template(String subject) {
        return Json.createObjectBuilder().add("subject", subject).add("text", "For {campaign}.");
    }

    private static Api.Answer test(Store store, JsonObjectBuilder template) {
        return store.owner().send("POST", TEST, template.build().toString(), Map.of());
    }

    private static void mailsThrough(Store store, MailServer server) {
        JsonObject settings = Json.createObjectBuilder()
                .add("host", "127.0.0.1")
                .add("port", server.port())
                .add("security", "NONE")
                .add("from", "shop@shop.example")
                .add("senderName", "Tea shop")
                .add("replyTo", "help@shop.example")
                .build();
        Api.Answer set = store.owner()
                .send("PUT", "/api/v1/message-channels/email", settings.toString(), Map.of("If-Match", "\"0\""));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOwnersTemplateIsSentToTheOwnerOnly(boolean postgres) {
        Store store = Store.connected(postgres ? Shared.postgres() : Shared.h2(), Shared.aShop());
        Store other = Store.connected(postgres ? Shared.postgres() : Shared.h2(), Shared.aShop());
        try (MailServer server = MailServer.plain()) {
            assertThat(test(store, template("Money back: {amount}")).problem())
                    .as("no server yet")
                    .isEqualTo("not-found");
            mailsThrough(store, server);
            JsonObject sent = test(store, template("Money back: {amount}")).json();
            assertThat(sent.getBoolean("sent")).as(sent.toString()).isTrue();
            assertThat(sent.getString("to")).isEqualTo("help@shop.example");
            assertThat(test(store, template("Money back: {amount}").add("to", "victim@shop.example"))
                            .json()
                            .getString("to"))
                    .as("an address that is sent has no effect")
                    .isEqualTo("help@shop.example");
            assertThat(test(store, template("Money back: {price}")).problem())
                    .as("no placeholder of this kind")
                    .isEqualTo("invalid-value");
            assertThat(test(other, template("Money back: {amount}")).status())
                    .as("the other store has no server")
                    .isEqualTo(404);
            assertThat(server.mails()).hasSize(2).allSatisfy(mail -> {
                assertThat(mail.recipient()).isEqualTo("help@shop.example");
                assertThat(mail.subject()).isEqualTo("Money back: €2.50");
                assertThat(mail.text()).contains("For Tea for many.");
            });
            for (int i = 0; i < 3; i++) {
                test(store, template("Money back: {amount}"));
            }
            assertThat(test(store, template("Money back: {amount}")).problem())
                    .as("five test mails a minute")
                    .isEqualTo("too-many-requests");
        }
    }
}
