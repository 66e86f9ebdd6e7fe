// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.shop;

import io.meshterious.examples.sheet.Later;
import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Weights;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model of the example shop: what was paid is what the items cost, the times of an order follow
 * each other, and only what was delivered is reviewed.
 */
public final class ShopGenerator implements EventGenerator {
  private static final int ORDERS = 20 * Sales.CYCLE;
  private static final List<String> METHODS =
      List.of("card", "paypal", "invoice", "voucher", "transfer");
  private static final List<String> CATEGORIES =
      List.of("home", "fashion", "electronics", "books", "sports");
  private static final List<List<String>> THINGS =
      List.of(
          List.of("Desk lamp", "Cushion", "Vase", "Rug"),
          List.of("Scarf", "Raincoat", "Belt", "Jumper"),
          List.of("Headphones", "Charger", "Keyboard", "Speaker"),
          List.of("Atlas", "Cookbook", "Novel", "Travel guide"),
          List.of("Yoga mat", "Racket", "Water bottle", "Climbing rope"));
  private static final List<String> KINDS =
      List.of("brass", "blue", "small", "large", "classic", "second edition", "green", "light");

  /** A generator. */
  public ShopGenerator() {}

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public String description() {
    return "The example shop: orders, items, payments and reviews that agree";
  }

  @Override
  public void generate(GeneratedTable table) {
    if (!table.contract().id().filter("shop"::equals).isPresent()) {
      return;
    }
    switch (table.table().name()) {
      case "customers" -> customers(table);
      case "products" -> products(table);
      case "orders" -> orders(table);
      case "order_items" -> items(table);
      case "payments" -> payments(table);
      case "reviews" -> reviews(table);
      default -> {}
    }
  }

  /** Accounts are older than all orders. */
  private static void customers(GeneratedTable table) {
    long start = table.start().toEpochDay() - 3 * 365;
    long key = table.key("registered_at");
    new Sheet(table)
        .instant(
            "registered_at",
            row ->
                (start - 1) * Sheet.DAY
                    - Draw.below(Draw.bits(key, row), 2 * 365 * 86_400L) * Sheet.SECOND);
  }

  private static void products(GeneratedTable table) {
    Weights weights = new Weights(new double[] {30, 25, 20, 15, 10});
    long key = table.key("category");
    LongValue category = row -> weights.at(Draw.unit(Draw.bits(key, row)));
    List<String> titles =
        THINGS.stream()
            .flatMap(
                things ->
                    things.stream().flatMap(it -> KINDS.stream().map(kind -> it + ", " + kind)))
            .toList();
    int each = titles.size() / THINGS.size();
    byte[][] prefixes =
        CATEGORIES.stream()
            .map(it -> new byte[] {upper(it, 0), upper(it, 1), upper(it, 2), '-'})
            .toArray(byte[][]::new);
    new Sheet(table)
        .choice("category", CATEGORIES, category)
        .choice(
            "title",
            titles,
            row -> category.at(row) * each + Draw.below(Draw.bits(key, row, 1), each))
        .text(
            "sku",
            (row, out) -> {
              out.put(prefixes[(int) category.at(row)]);
              out.putDigits(row + 1, 6);
            });
  }

  private static byte upper(String text, int place) {
    return (byte) (text.charAt(place) - 'a' + 'A');
  }

  private static void orders(GeneratedTable table) {
    table.rows(ORDERS);
    Later<Sales> sales = new Later<>(() -> Sales.of(table));
    new Sheet(table)
        .choice("status", Sales.STATES, row -> sales.get().state(row))
        .instant("purchased_at", row -> sales.get().purchased(row))
        .instant("approved_at", row -> sales.get().approved(row))
        .present("approved_at", row -> sales.get().reached(row, Sales.APPROVED) ? 1 : 0)
        .instant("shipped_at", row -> sales.get().shipped(row))
        .present("shipped_at", row -> sales.get().reached(row, Sales.SHIPPED) ? 1 : 0)
        .instant("delivered_at", row -> sales.get().delivered(row))
        .present("delivered_at", row -> sales.get().reached(row, Sales.DELIVERED) ? 1 : 0)
        .date("estimated_on", row -> sales.get().estimated(row));
  }

  private static void items(GeneratedTable table) {
    Sales sales = Sales.of(table);
    table.rows((long) ORDERS / Sales.CYCLE * sales.items.size());
    Sheet sheet = new Sheet(table);
    sheet
        .refer("order_id", sales.items::owner)
        .number("item_no", sales.items::number)
        .number("price", 2, sales::price)
        .number("freight", 2, sales::freight)
        .instant("ship_before", row -> sales.approved(sales.items.owner(row)) + 3 * Sheet.DAY);
    table
        .other("shop", "products")
        .flatMap(it -> it.referred("seller_id"))
        .ifPresent(seller -> sheet.refer("seller_id", row -> seller.at(sales.product(row))));
  }

  private static void payments(GeneratedTable table) {
    Sales sales = Sales.of(table);
    table.rows((long) ORDERS / Sales.CYCLE * sales.payments.size());
    Weights weights = new Weights(new double[] {60, 22, 12, 4, 2});
    Weights counts = Weights.zipf(24, 2);
    long key = table.key("payment_method");
    LongValue method = row -> weights.at(Draw.unit(Draw.bits(key, row)));
    new Sheet(table)
        .refer("order_id", sales.payments::owner)
        .number("payment_no", sales.payments::number)
        .choice("payment_method", METHODS, method)
        .number(
            "instalments",
            row -> method.at(row) == 0 ? 1 + counts.at(Draw.unit(Draw.bits(key, row, 1))) : 1)
        .number("amount", 2, sales::paid)
        .instant(
            "paid_at",
            row -> {
              long order = sales.payments.owner(row);
              return sales.approved(order) - (2 - sales.payments.number(row)) * Sheet.SECOND * 20;
            });
  }

  /** Two of three items that were delivered are reviewed. */
  private static void reviews(GeneratedTable table) {
    Sales sales = Sales.of(table);
    int[] reviewed =
        IntStream.range(0, sales.items.size())
            .filter(item -> item % 3 != 0)
            .filter(item -> sales.state(sales.items.owner(item)) == Sales.DELIVERED)
            .toArray();
    table.rows((long) ORDERS / Sales.CYCLE * reviewed.length);
    LongValue item =
        row -> row / reviewed.length * sales.items.size() + reviewed[(int) (row % reviewed.length)];
    long key = table.key("#written");
    LongValue created =
        row ->
            sales.delivered(sales.items.owner(item.at(row)))
                + (3600 + Draw.below(Draw.bits(key, row), 14 * 86_400)) * Sheet.SECOND;
    new Sheet(table)
        .refer("order_id", item)
        .refer("item_no", item)
        .instant("created_at", created)
        .instant(
            "answered_at",
            row ->
                created.at(row)
                    + (600 + Draw.below(Draw.bits(key, row, 1), 3 * 86_400)) * Sheet.SECOND)
        .present("answered_at", row -> Draw.below(Draw.bits(key, row, 2), 10) < 3 ? 1 : 0)
        .present("body", row -> Draw.below(Draw.bits(key, row, 3), 10) < 6 ? 1 : 0);
  }
}
