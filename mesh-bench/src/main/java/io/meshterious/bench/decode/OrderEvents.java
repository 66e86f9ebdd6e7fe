// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.producers.Generator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Order events as bytes, one behind the other. */
final class OrderEvents {
  /** How many there are. */
  static final int COUNT = 4_000;

  /** As one producer writes them. */
  static final String PLAIN = "plain";

  /** With names in any script, and coordinates as Python writes them. */
  static final String WIDE = "wide";

  /** With names of fields in any order, and white space anywhere. */
  static final String SHUFFLED = "shuffled";

  private static final int BEHIND = 64;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("Zoë Müller", "Łukasz Żak", "Ελένη Παπά", "Иван Петров", "李小龙", "Seán Ó Briain");

  private final DataContract contract;
  private final byte[] bytes;
  private final int[] starts = new int[COUNT + 1];

  private OrderEvents(String look) throws IOException {
    Path contracts =
        Path.of(System.getProperty("mesh.home", ".."), "mesh-examples", "contracts", "warehouse");
    DataContracts all = DataContracts.loadAll(contracts);
    contract = all.contract("warehouse.events.orders");
    Generator orders = Generator.of(all, "warehouse.events.orders").publisher("north").build();
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < COUNT; i++) {
      String event = orders.json(i);
      out.writeBytes(
          switch (look) {
            case PLAIN -> event.getBytes(UTF_8);
            case WIDE -> wide(event, random).getBytes(UTF_8);
            case SHUFFLED -> shuffled(MAPPER.readTree(event), random).getBytes(UTF_8);
            default -> throw new IllegalArgumentException("Cannot make events '" + look + "'");
          });
      starts[i + 1] = out.size();
    }
    out.writeBytes(new byte[BEHIND]);
    bytes = out.toByteArray();
  }

  static OrderEvents of(String look) {
    try {
      return new OrderEvents(look);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String wide(String event, Random random) throws IOException {
    ObjectNode order = (ObjectNode) MAPPER.readTree(event);
    ((ObjectNode) order.get("customer")).put("name", NAMES.get(random.nextInt(NAMES.size())));
    ObjectNode delivery = (ObjectNode) order.get("delivery");
    delivery.put("lat", 47 + random.nextDouble());
    delivery.put("lon", 8 + random.nextDouble());
    return order.toString();
  }

  private static String shuffled(JsonNode value, Random random) {
    if (!value.isObject()) {
      return value.toString();
    }
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(value.properties());
    Collections.shuffle(fields, random);
    StringBuilder out = new StringBuilder("{");
    for (Map.Entry<String, JsonNode> field : fields) {
      out.append(out.length() > 1 ? "," : "").append(" ".repeat(random.nextInt(3)));
      out.append('"').append(field.getKey()).append("\":").append(" ".repeat(random.nextInt(2)));
      out.append(shuffled(field.getValue(), random));
    }
    return out.append(random.nextBoolean() ? "\n}" : "}").toString();
  }

  DataContract contract() {
    return contract;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where an event begins, and the one before it ends. */
  int start(int event) {
    return starts[event];
  }

  double bytesPerEvent() {
    return (double) starts[COUNT] / COUNT;
  }
}
