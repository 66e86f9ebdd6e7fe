// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The same fields as a team writes them by hand: a Jackson tree filled from a fast random generator
 * that is seeded by the row, written as bytes.
 */
class TreeOrders implements OrderMaking {
  private static final List<String> FIRST = List.of("Ana", "Bo", "Cleo", "Dana", "Eli", "Finn");
  private static final List<String> LAST = List.of("Arden", "Birk", "Corso", "Dahl", "Elm", "Fox");
  private static final List<String> STATUSES = List.of("placed", "paid", "cancelled");
  private static final List<String> CHANNELS = List.of("web", "app", "partner", "phone");
  private static final List<String> SEGMENTS = List.of("consumer", "business", "public_sector");
  private static final List<String> PROMOTIONS =
      List.of("SPRING", "BUNDLE", "LOYALTY", "CLEARANCE", "FREE_SHIPPING");
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public final int make(long row) throws JsonProcessingException {
    return mapper.writeValueAsBytes(order(row)).length;
  }

  private ObjectNode order(long row) {
    SplittableRandom random = new SplittableRandom(row);
    Instant time =
        START.plusMillis(row * 34_560 + random.nextInt(34_560)).truncatedTo(ChronoUnit.MILLIS);
    int quantity = 1 + random.nextInt(9);
    BigDecimal price =
        BigDecimal.valueOf(random.nextDouble(1, 100)).setScale(2, RoundingMode.HALF_UP);
    ObjectNode order = mapper.createObjectNode();
    order.put("event_id", new UUID(random.nextLong(), random.nextLong()).toString());
    order.put("event_ts", time.toString());
    order.put("event_type", "order_placed");
    order.put("region", "north");
    order.put("order_id", String.format("ORD-%08d", row));
    order.put("product_id", String.format("P-%05d", random.nextInt(500)));
    order.put("warehouse_id", random.nextBoolean() ? "WH-N1" : "WH-N2");
    order.put("order_ts", time.toString());
    order.put("promised_ts", time.plusSeconds(random.nextInt(72 * 3600)).toString());
    order.put("qty", quantity);
    order.put("unit_price", price);
    order.put("amount", price.multiply(BigDecimal.valueOf(quantity)));
    order.put("currency", "EUR");
    order.put("status", any(STATUSES, random));
    order.put("channel", any(CHANNELS, random));
    order.put("is_gift", random.nextInt(100) < 15);
    ObjectNode customer = order.putObject("customer");
    customer.put("customer_id", String.format("CUS-%07d", random.nextInt(200_000)));
    customer.put("name", name(random));
    customer.put("email", email(random));
    customer.put("segment", any(SEGMENTS, random));
    ObjectNode delivery = order.putObject("delivery");
    delivery.put("lat", degrees(random, 53, 55));
    delivery.put("lon", degrees(random, 9, 12));
    ArrayNode promotions = order.putArray("promotions");
    int first = random.nextInt(PROMOTIONS.size());
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      promotions.add(PROMOTIONS.get((first + i) % PROMOTIONS.size()));
    }
    return order;
  }

  /** A name. */
  String name(SplittableRandom random) {
    return any(FIRST, random) + " " + any(LAST, random);
  }

  /** An address. */
  String email(SplittableRandom random) {
    return any(FIRST, random) + "." + random.nextInt(10_000) + "@customer.example";
  }

  private static BigDecimal degrees(SplittableRandom random, double from, double to) {
    return BigDecimal.valueOf(random.nextDouble(from, to)).setScale(6, RoundingMode.HALF_UP);
  }

  private static String any(List<String> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }
}
