// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Order events through a tree into records, each value checked by what Java has for it. */
final class NaiveOrders {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private static final Pattern ORDER_ID = Pattern.compile("ORD-[0-9]{8}");
  private static final Pattern PRODUCT_ID = Pattern.compile("P-[0-9]{5}");
  private static final Pattern WAREHOUSE_ID = Pattern.compile("WH-[NSEW][1-2]");
  private static final Pattern CUSTOMER_ID = Pattern.compile("CUS-[0-9]{7}");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final Set<String> EVENT_TYPES = Set.of("order_placed");
  private static final Set<String> REGIONS = Set.of("north", "south", "east", "west");
  private static final Set<String> CURRENCIES = Set.of("EUR", "CHF", "DKK", "PLN");
  private static final Set<String> STATES = Set.of("placed", "paid", "on_hold");
  private static final Set<String> CHANNELS = Set.of("web", "app", "partner", "phone");
  private static final Set<String> SEGMENTS = Set.of("consumer", "business", "public_sector");
  private static final Set<String> PROMOTIONS =
      Set.of("SPRING", "BUNDLE", "LOYALTY", "CLEARANCE", "FREE_SHIPPING");
  private static final BigDecimal LEAST_PRICE = new BigDecimal("0.01");
  private static final BigDecimal MOST_PRICE = new BigDecimal("9999.99");
  private static final BigDecimal MOST_AMOUNT = new BigDecimal("9999999999.99");
  private static final int MOST_QUANTITY = 500;
  private static final int MOST_PROMOTIONS = 4;
  private static final String UNKNOWN = "unknown_fields";

  private final GenericRecord order;
  private final GenericRecord customer;
  private final GenericRecord delivery;
  private final Set<String> known = new HashSet<>();

  /** Reads events into the rows of a table. */
  NaiveOrders(Schema schema) {
    order = GenericRecord.create(schema);
    customer = GenericRecord.create(schema.findType("customer").asStructType());
    delivery = GenericRecord.create(schema.findType("delivery").asStructType());
    schema.columns().forEach(it -> known.add(it.name()));
    known.remove(UNKNOWN);
  }

  /** A row, or an exception that says why the event is none. */
  Record decode(byte[] bytes) throws IOException {
    JsonNode event = JSON.readTree(bytes);
    if (!event.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    Record row = order.copy();
    row.setField("event_id", UUID.fromString(text(event, "event_id")));
    row.setField("event_ts", time(event, "event_ts"));
    row.setField("event_type", chosen(event, "event_type", EVENT_TYPES));
    row.setField("region", chosen(event, "region", REGIONS));
    row.setField("order_id", like(event, "order_id", ORDER_ID));
    row.setField("product_id", like(event, "product_id", PRODUCT_ID));
    row.setField("warehouse_id", like(event, "warehouse_id", WAREHOUSE_ID));
    row.setField("order_ts", time(event, "order_ts"));
    row.setField("promised_ts", time(event, "promised_ts"));
    row.setField("qty", quantity(event));
    row.setField("unit_price", amount(event, "unit_price", LEAST_PRICE, MOST_PRICE));
    row.setField("amount", amount(event, "amount", BigDecimal.ZERO, MOST_AMOUNT));
    row.setField("currency", chosen(event, "currency", CURRENCIES));
    row.setField("status", chosen(event, "status", STATES));
    row.setField("channel", chosen(event, "channel", CHANNELS));
    JsonNode gift = event.get("is_gift");
    if (present(gift)) {
      row.setField("is_gift", check(gift.isBoolean(), "is_gift", gift).asBoolean());
    }
    row.setField("customer", customer(event.path("customer")));
    row.setField("delivery", delivery(event.path("delivery")));
    JsonNode promotions = event.get("promotions");
    if (present(promotions)) {
      row.setField("promotions", promotions(promotions));
    }
    unknown((ObjectNode) event, row);
    return row;
  }

  private Record customer(JsonNode it) {
    Record row = customer.copy();
    row.setField("customer_id", like(it, "customer_id", CUSTOMER_ID));
    String name = text(it, "name");
    check(!name.isEmpty() && name.codePointCount(0, name.length()) <= 120, "name", it);
    row.setField("name", name);
    JsonNode email = it.get("email");
    if (present(email)) {
      String text = text(it, "email");
      check(text.length() <= 254 && EMAIL.matcher(text).matches(), "email", email);
      row.setField("email", text);
    }
    row.setField("segment", chosen(it, "segment", SEGMENTS));
    return row;
  }

  private Record delivery(JsonNode it) {
    Record row = delivery.copy();
    row.setField("lat", degrees(it, "lat", 90));
    row.setField("lon", degrees(it, "lon", 180));
    return row;
  }

  private static List<String> promotions(JsonNode it) {
    check(it.isArray() && it.size() <= MOST_PROMOTIONS, "promotions", it);
    List<String> all = new ArrayList<>(it.size());
    Set<String> seen = new HashSet<>();
    for (JsonNode one : it) {
      String text = check(one.isTextual(), "promotions", one).asText();
      check(PROMOTIONS.contains(text) && seen.add(text), "promotions", one);
      all.add(text);
    }
    return all;
  }

  /** Keeps the fields that the contract does not name. */
  private void unknown(ObjectNode event, Record row) {
    ObjectNode more = null;
    Iterator<Map.Entry<String, JsonNode>> fields = event.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!known.contains(field.getKey())) {
        more = more == null ? event.objectNode() : more;
        more.set(field.getKey(), field.getValue());
      }
    }
    if (more != null) {
      row.setField(UNKNOWN, more.toString());
    }
  }

  private static String text(JsonNode in, String field) {
    JsonNode it = in.path(field);
    return check(it.isTextual(), field, it).asText();
  }

  private static String chosen(JsonNode in, String field, Set<String> allowed) {
    String text = text(in, field);
    check(allowed.contains(text), field, in);
    return text;
  }

  private static String like(JsonNode in, String field, Pattern pattern) {
    String text = text(in, field);
    check(pattern.matcher(text).matches(), field, in);
    return text;
  }

  private static OffsetDateTime time(JsonNode in, String field) {
    return OffsetDateTime.parse(text(in, field));
  }

  private static int quantity(JsonNode in) {
    JsonNode it = in.path("qty");
    check(it.isInt() && it.asInt() >= 1 && it.asInt() <= MOST_QUANTITY, "qty", it);
    return it.asInt();
  }

  private static BigDecimal amount(JsonNode in, String field, BigDecimal least, BigDecimal most) {
    JsonNode it = in.path(field);
    // It throws where digits would be lost.
    BigDecimal value =
        check(it.isNumber(), field, it).decimalValue().setScale(2, RoundingMode.UNNECESSARY);
    check(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, field, it);
    return value;
  }

  private static double degrees(JsonNode in, String field, double most) {
    JsonNode it = in.path(field);
    double value = check(it.isNumber(), field, it).asDouble();
    check(Math.abs(value) <= most, field, it);
    return value;
  }

  private static boolean present(@org.jspecify.annotations.Nullable JsonNode it) {
    return it != null && !it.isNull();
  }

  private static JsonNode check(boolean is, String field, JsonNode it) {
    if (!is) {
      throw new IllegalArgumentException("Invalid " + field + ": a " + it.getNodeType());
    }
    return it;
  }
}
