package shop.gather.it.input;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bodies that no method may take: text that is no JSON, other JSON than an object, and a right body with one value
 * replaced by a wrong one.
 */
final class Hostile {

    private static final String LONG = "x".repeat(1_000_000);
    private static final String RATHER_LONG = "y".repeat(100_000);

    private Hostile() {}

    /** By what is wrong with them. */
    static Map<String, String> bodies(JsonObject right) {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("an open brace", "{");
        bodies.put("cut off", right.toString().substring(0, right.toString().length() - 1));
        bodies.put("cut off in a list that nobody asked for", "{\"nobody-asked\":[");
        bodies.put("cut off in an object that nobody asked for", "{\"nobody-asked\":{\"a\":[{");
        bodies.put("no JSON", "name=Tea&price=1");
        bodies.put("XML", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
        bodies.put("a list", "[]");
        bodies.put("a text", "\"text\"");
        bodies.put("a number", "42");
        bodies.put("null", "null");
        bodies.put("deep", "[".repeat(20_000) + "]".repeat(20_000));
        if (!right.isEmpty()) {
            // A method all of whose fields may be missing takes any object: unknown fields are ignored.
            bodies.put("deep in an object", "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        }
        bodies.put("bytes that are no text", "\u0000\u0001\u0002{}");
        for (String field : right.keySet()) {
            for (var wrong : wrong(right.get(field)).entrySet()) {
                bodies.put(field + " as " + wrong.getKey(), with(right, field, wrong.getValue()));
            }
        }
        return bodies;
    }

    private static String with(JsonObject right, String field, JsonValue value) {
        return Json.createObjectBuilder(right).add(field, value).build().toString();
    }

    private static Map<String, JsonValue> wrong(JsonValue right) {
        Map<String, JsonValue> wrong = new LinkedHashMap<>();
        if (right instanceof JsonString text) {
            wrong.put("a list", Json.createArrayBuilder().add(text).build());
            wrong.put("an object", Json.createObjectBuilder().add("a", text).build());
            wrong.put("a million letters", Json.createValue(LONG));
            wrong.put("many letters", Json.createValue(RATHER_LONG));
            wrong.put("control characters", Json.createValue(text.getString() + "\u0000\u001b[2J"));
            wrong.put("a number", Json.createValue(42));
            wrong.put("true", JsonValue.TRUE);
        } else if (right.getValueType() == JsonValue.ValueType.NUMBER) {
            for (String number :
                    List.of("-1", "0", "3.5", "4294967299", "99999999999999999999", "1e400", "1e999999999")) {
                wrong.put(
                        number,
                        Json.createReader(new java.io.StringReader("[" + number + "]"))
                                .readArray()
                                .get(0));
            }
            wrong.put("a word", Json.createValue("many"));
            wrong.put("null", JsonValue.NULL);
        } else if (right instanceof JsonArray) {
            wrong.put("a text", Json.createValue("text"));
            wrong.put("a list of nonsense", Json.createArrayBuilder().add(7).build());
        } else if (right instanceof JsonObject object && object.containsKey("currency")) {
            amounts().forEach((amount, value) -> wrong.put("amount " + amount, value));
            wrong.put("a text", Json.createValue("12.50 EUR"));
            wrong.put("a number", Json.createValue(12.5));
            wrong.put("null", JsonValue.NULL);
        } else if (right instanceof JsonObject) {
            wrong.put("a text", Json.createValue("text"));
            wrong.put("a list", JsonValue.EMPTY_JSON_ARRAY);
        } else {
            wrong.put("a text", Json.createValue("perhaps"));
            wrong.put("a number", Json.createValue(1));
            wrong.put("an object", JsonValue.EMPTY_JSON_OBJECT);
        }
        return wrong;
    }

    private static Map<String, JsonValue> amounts() {
        Map<String, JsonValue> amounts = new LinkedHashMap<>();
        List<String[]> all = new ArrayList<>();
        for (String amount : List.of(
                "-1.00",
                "0.00",
                "0",
                "999999999999999.00",
                "9".repeat(400),
                "1e9",
                "1.234",
                "1,50",
                "NaN",
                "Infinity",
                "",
                "0x10",
                " 1.00",
                "1.00;drop table member")) {
            all.add(new String[] {amount, "EUR"});
        }
        for (String currency : List.of("ZZZ", "eur", "", "EURO", "€", "EUR'--")) {
            all.add(new String[] {"1.00", currency});
        }
        for (String[] pair : all) {
            String name = pair[0].length() > 30 ? "of " + pair[0].length() + " digits" : pair[0] + " " + pair[1];
            amounts.put(
                    name,
                    Json.createObjectBuilder()
                            .add("amount", pair[0])
                            .add("currency", pair[1])
                            .build());
        }
        return amounts;
    }
}
