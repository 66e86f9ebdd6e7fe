// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.shop;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.List;

/**
 * What follows from an order: its items and what they cost, its payments, its times. Orders come in
 * cycles of a hundred, in which each state has its share.
 */
final class Sales {
  static final int CYCLE = 100;
  static final List<String> STATES =
      List.of("created", "approved", "shipped", "delivered", "cancelled", "refunded");
  static final int CREATED = 0;
  static final int APPROVED = 1;
  static final int SHIPPED = 2;
  static final int DELIVERED = 3;
  static final int CANCELLED = 4;

  private static final int[] SHARES = {4, 5, 10, 77, 3, 1};

  /** Items of ten orders, and payments of ten that are paid. */
  private static final int[] ITEMS = {1, 1, 2, 1, 3, 1, 1, 2, 1, 2};

  private static final int[] PAYMENTS = {1, 1, 1, 1, 1, 1, 2, 1, 1, 1};

  /** Hundredths of the list price that customers pay. */
  private static final int[] PERCENT = {100, 100, 100, 95, 90, 100, 85, 100};

  private static final long FREIGHT = 295;

  private final int[] states = new int[CYCLE];
  final Portions items;
  final Portions payments;
  private final long key;
  private final LongValue purchased;
  private final LongValue products;
  private final LongValue listPrice;
  private final LongValue weight;

  private Sales(GeneratedTable orders, GeneratedTable orderItems, GeneratedTable articles) {
    key = orders.key("#sales");
    purchased = orders.nanos();
    products = orderItems.referred("product_id").orElse(row -> row % articles.rows());
    listPrice = articles.column("list_price").numbers();
    weight = articles.column("weight_g").numbers();
    int[] itemCounts = new int[CYCLE];
    int[] paymentCounts = new int[CYCLE];
    for (int i = 0; i < CYCLE; i++) {
      // 37 and 100 have no common divisor, so that the states are mixed and keep their shares.
      int share = i * 37 % CYCLE;
      int state = 0;
      while (share >= SHARES[state]) {
        share -= SHARES[state];
        state++;
      }
      states[i] = state;
      itemCounts[i] = ITEMS[i % ITEMS.length];
      boolean unpaid = state == CREATED || state == CANCELLED;
      paymentCounts[i] = unpaid ? 0 : PAYMENTS[i % PAYMENTS.length];
    }
    items = new Portions(itemCounts);
    payments = new Portions(paymentCounts);
  }

  static Sales of(GeneratedTable any) {
    return any.shared(
        Sales.class,
        () -> new Sales(table(any, "orders"), table(any, "order_items"), table(any, "products")));
  }

  private static GeneratedTable table(GeneratedTable any, String name) {
    return any.other("shop", name).orElseThrow();
  }

  int state(long order) {
    return states[(int) (order % CYCLE)];
  }

  /** Whether an order came so far: approved, shipped or delivered. */
  boolean reached(long order, int step) {
    int state = state(order);
    return state == CANCELLED ? false : state >= step;
  }

  /** When an order was purchased, to the second. */
  long purchased(long order) {
    long nanos = purchased.at(order);
    return nanos - Math.floorMod(nanos, Sheet.SECOND);
  }

  long approved(long order) {
    return purchased(order) + (60 + Draw.below(Draw.bits(key, order, 1), 14_000)) * Sheet.SECOND;
  }

  long shipped(long order) {
    return approved(order)
        + (4 * 3600 + Draw.below(Draw.bits(key, order, 2), 64 * 3600)) * Sheet.SECOND;
  }

  long delivered(long order) {
    return shipped(order)
        + (20 * 3600 + Draw.below(Draw.bits(key, order, 3), 80 * 3600)) * Sheet.SECOND;
  }

  /** The day that was promised: for one order in ten, the day before it came. */
  long estimated(long order) {
    long drawn = Draw.below(Draw.bits(key, order, 4), 10);
    return Math.floorDiv(delivered(order), Sheet.DAY) + (drawn == 0 ? -1 : drawn % 4);
  }

  /** The price of an item, in cents. */
  long price(long item) {
    long percent = PERCENT[(int) Draw.below(Draw.bits(key, item, 5), PERCENT.length)];
    return Math.max(1, listPrice.at(products.at(item)) * percent / 100);
  }

  /** What shipping an item costs, in cents: more for the heavy. */
  long freight(long item) {
    return Math.min(99_999, FREIGHT + weight.at(products.at(item)) * 6 / 100);
  }

  /** The article of an item. */
  long product(long item) {
    return products.at(item);
  }

  private long owed(long order) {
    long sum = 0;
    long first = items.first(order);
    for (long item = first; item < first + items.count(order); item++) {
      sum += price(item) + freight(item);
    }
    return sum;
  }

  /** What a payment amounts to, in cents: the first of two is a part, the last is the rest. */
  long paid(long payment) {
    long order = payments.owner(payment);
    long owed = owed(order);
    if (payments.count(order) == 1) {
      return owed;
    }
    long part = Math.max(1, owed * (20 + Draw.below(Draw.bits(key, order, 6), 60)) / 100);
    return payments.number(payment) == 1 ? part : owed - part;
  }
}
