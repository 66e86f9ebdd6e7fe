// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * An order event of 14 columns, which becomes the next one of a stream that is always the same for
 * a seed. Ids and coordinates are random, times go forward, products follow Zipf's law, and the
 * rest has few values: what the events of a shop look like.
 */
final class OrderEvent {
  static final Schema SCHEMA =
      new Schema(
          required(1, "event_id", Types.UUIDType.get()),
          required(2, "event_ts", Types.TimestampType.withZone()),
          required(3, "event_type", Types.StringType.get()),
          required(4, "order_id", Types.StringType.get()),
          required(5, "product_id", Types.StringType.get()),
          required(6, "warehouse_id", Types.StringType.get()),
          required(7, "order_ts", Types.TimestampType.withZone()),
          required(8, "qty", Types.IntegerType.get()),
          required(9, "unit_price", Types.DecimalType.of(12, 2)),
          required(10, "customer_id", Types.StringType.get()),
          required(11, "customer_segment", Types.StringType.get()),
          required(12, "lat", Types.DoubleType.get()),
          required(13, "lon", Types.DoubleType.get()),
          required(14, "event_date", Types.DateType.get()));

  static final List<String> TYPES =
      List.of(
          "order_created",
          "order_paid",
          "order_shipped",
          "order_delivered",
          "order_cancelled",
          "order_returned",
          "stock_adjusted",
          "price_changed");
  static final List<String> WAREHOUSES =
      List.of("north", "south", "east", "west", "central", "overseas");
  static final List<String> SEGMENTS = List.of("retail", "wholesale", "online", "vip");

  private static final int PRODUCTS = 1000;
  private static final int CUSTOMERS = 200_000;
  private static final int DAY = 20_777;
  private static final long DAY_MILLIS = 86_400_000L;

  /** How probable the first so many products are together. */
  private static final double[] ZIPF = zipf();

  private final SplittableRandom random;
  private long number;

  long idHigh;
  long idLow;
  long eventMicros;
  int type;
  int order;
  int product;
  int warehouse;
  long orderMicros;
  int qty;
  long unitPriceCents;
  int customer;
  int segment;
  double lat;
  double lon;
  int eventDay;

  OrderEvent(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Becomes the next event. */
  void next() {
    idHigh = random.nextLong() & ~0xF000L | 0x4000L;
    idLow = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    eventDay = DAY;
    long millis = DAY * DAY_MILLIS + (number * 7 + random.nextInt(3)) % DAY_MILLIS;
    eventMicros = millis * 1000;
    orderMicros = (millis - random.nextInt(3_600_000)) * 1000;
    type = random.nextInt(TYPES.size());
    order = random.nextInt(100_000_000);
    product = product(random.nextDouble());
    warehouse = random.nextInt(WAREHOUSES.size());
    qty = 1 + random.nextInt(50);
    unitPriceCents = 100L + random.nextInt(50_000);
    customer = random.nextInt(CUSTOMERS);
    segment = random.nextInt(SEGMENTS.size());
    lat = random.nextInt(-900_000, 900_000) / 1e4;
    lon = random.nextInt(-1_800_000, 1_800_000) / 1e4;
    number++;
  }

  String orderId() {
    return "ORD-" + padded(order, 100_000_000);
  }

  String productId() {
    return "P-" + padded(product, 10_000);
  }

  String customerId() {
    return "C-" + customer;
  }

  private static String padded(int value, int bound) {
    return Integer.toString(bound + value).substring(1);
  }

  private static int product(double chance) {
    int low = 0;
    int high = PRODUCTS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ZIPF[middle] < chance) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] zipf() {
    double[] sums = new double[PRODUCTS];
    double sum = 0;
    for (int i = 0; i < PRODUCTS; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
    for (int i = 0; i < PRODUCTS; i++) {
      sums[i] /= sum;
    }
    return sums;
  }
}
