// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.CreationOptions;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.keep.HistoryEntry;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.write.WriteReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small lake made of two of the example contracts, and what can be done with it. All rows follow
 * from their number, so that every demo shows the same; the tables of an earlier one are replaced.
 */
public final class DemoLake {
  private static final String NAMESPACE = "demo";
  private static final String PRODUCTS = NAMESPACE + ".products";
  private static final String ORDERS = NAMESPACE + ".orders";

  /** The property of tables that a demo made; others of their names are not replaced. */
  private static final String MARK = "example.demo";

  private static final int HOURS = 5;

  private static final String SALES =
      """
      select category, count(*) as orders, sum(qty) as pieces, sum(amount) as revenue
      from demo.orders join demo.products using (product_id)
      group by category order by revenue desc""";
  private static final String COSTS =
      "select count(*) as products, sum(unit_cost) as costs from demo.products";

  private static final String PRODUCT_ROWS =
      """
      select format('P-{:05d}', i) as product_id,
        upper(category[1]) || category[2:] || ' no. ' || i as name, category,
        (5 + i * 37 % 90)::decimal(12, 2) as unit_cost, 'EUR' as currency,
        (i % 7 + 1)::float as weight_kg, 'smooth' as demand_pattern, 10 + i as reorder_point,
        true as is_active, timestamptz '2026-03-01 00:00:00+00' as updated_at
      from (
        select i, ['furniture', 'lighting', 'kitchen', 'garden'][i % 4 + 1] as category
        from range(1, 41) as numbers(i))""";

  /** Three products cost more, and two are new. */
  private static final String CHANGED_PRODUCT_ROWS =
      """
      select * replace (
        if(product_id > 'P-00003', replace(product_id, 'P-000', 'P-001'), product_id) as product_id,
        unit_cost + 1 as unit_cost, updated_at + interval 14 day as updated_at)
      from demo.products where product_id <= 'P-00005'""";

  /** The orders of one hour; its number is the parameter. */
  private static final String ORDER_ROWS =
      """
      select format('00000000-0000-4000-8000-{:012d}', n)::uuid as event_id,
        placed as event_ts, 'order_placed' as event_type, region,
        format('ORD-{:08d}', n) as order_id, format('P-{:05d}', n * 7 % 40 + 1) as product_id,
        'WH-' || upper(region[1]) || (n % 2 + 1) as warehouse_id, placed as order_ts,
        placed + interval 2 day as promised_ts, n % 5 + 1 as qty,
        (9 + n * 13 % 60)::decimal(12, 2) as unit_price, qty * unit_price as amount,
        'EUR' as currency, 'paid' as status, 'web' as channel, n % 20 = 0 as is_gift,
        {'customer_id': format('CUS-{:07d}', n % 90), 'name': 'Customer ' || n % 90,
          'email': null, 'segment': 'consumer'} as customer,
        {'lat': 53.5::double, 'lon': 10.0::double} as delivery, []::varchar[] as promotions
      from (
        select n, ['north', 'south', 'east', 'west'][n % 4 + 1] as region,
          timestamptz '2026-03-14 08:00:00+00' + to_seconds(n * 18) as placed
        from (
          select ?::int * 200 + i + 1 as n from range(200) as numbers(i)))""";

  private final Path folder;
  private final List<String> created = new ArrayList<>();
  private final List<WriteReport> writes = new ArrayList<>();

  /** A demo in a folder that need not be there. */
  public DemoLake(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the tables, fills them and shows what they can do.
   *
   * @param contracts the contracts of the warehouse
   * @param output where it is shown
   */
  public void show(DataContracts contracts, Output output) {
    try (Lake lake = Lake.open(folder)) {
      fill(lake, contracts);
      output.line(output.bold("A lake made of two of them"));
      created.forEach(name -> output.line("  " + filled(name)));
      output.line();
      show(output, lake.sql(SALES).table(10, 100), SALES);
      WriteReport upsert = upsert(lake);
      output.line(output.bold("Some products change, two are new; the past can still be read"));
      output.line(
          "  upsert of "
              + PRODUCTS
              + ": "
              + upsert.updated()
              + " updated, "
              + upsert.inserted()
              + " inserted");
      output.line();
      show(output, lake.sql(COSTS).table(10, 100), COSTS);
      long first = first(lake.table(PRODUCTS)).snapshotId();
      show(
          output,
          lake.asOf(first).sql(COSTS).table(10, 100),
          "the same as of the first snapshot, with --as-of");
      history(lake, output);
      maintenance(lake, output);
    }
  }

  /** Makes the tables and fills them, and tells what there is. */
  public MapNode json(DataContracts contracts) {
    try (Lake lake = Lake.open(folder)) {
      fill(lake, contracts);
      upsert(lake);
      return MapNode.builder()
          .put("folder", folder.toString())
          .put(
              "tables",
              ListNode.of(
                  created.stream()
                      .map(
                          name ->
                              MapNode.builder()
                                  .put("table", name)
                                  .put("rows", lake.table(name).description().counts().rows())
                                  .put("snapshots", lake.table(name).refs().history().size())
                                  .build())
                      .toList()))
          .build();
    }
  }

  private void fill(Lake lake, DataContracts contracts) {
    Stream.of(PRODUCTS, ORDERS)
        .filter(name -> lake.exists(name) && lake.table(name).properties().containsKey(MARK))
        .forEach(lake::purge);
    create(lake, contracts.contract("warehouse.dimensions.dim_product"), PRODUCTS);
    create(lake, contracts.contract("warehouse.events.orders"), ORDERS);
    writes.add(lake.write(PRODUCTS).from(PRODUCT_ROWS).append().run().orThrow());
    for (int hour = 0; hour < HOURS; hour++) {
      writes.add(lake.write(ORDERS).from(ORDER_ROWS, hour).append().run().orThrow());
    }
  }

  private void create(Lake lake, DataContract contract, String name) {
    lake.create(
        contract,
        contract.tables().get(0).name(),
        name,
        CreationOptions.defaults().withProperties(Map.of(MARK, "true")));
    created.add(name);
  }

  private static WriteReport upsert(Lake lake) {
    return lake.write(PRODUCTS).from(CHANGED_PRODUCT_ROWS).upsert("product_id").run().orThrow();
  }

  private static HistoryEntry first(LakeTable table) {
    List<HistoryEntry> history = table.refs().history();
    return history.get(history.size() - 1);
  }

  private static void show(Output output, String table, String title) {
    title.lines().forEach(line -> output.line("  " + output.dim(line)));
    table.lines().forEach(line -> output.line("  " + line));
    output.line();
  }

  private static void history(Lake lake, Output output) {
    output.line(output.bold("Every commit is a snapshot; each has an id and a time as well"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("table", "operation", "rows added", "files then"));
    for (String name : List.of(PRODUCTS, ORDERS)) {
      for (HistoryEntry entry : lake.table(name).refs().history()) {
        rows.add(
            List.of(
                name,
                entry.operation(),
                entry.summary().getOrDefault("added-records", "0"),
                entry.summary().getOrDefault("total-data-files", "0")));
      }
    }
    output.table(rows);
    output.line();
  }

  private static void maintenance(Lake lake, Output output) {
    output.line(output.bold("Upkeep is planned before it is done"));
    MaintenancePlan plan = lake.table(ORDERS).maintenance().plan();
    for (MaintenancePlan.Step step : plan.steps()) {
      if (!step.isEmpty()) {
        output.line("  " + ORDERS + ": " + step.task() + ", " + Output.count(step.files(), "file"));
      }
    }
    output.line();
  }

  private String filled(String table) {
    List<WriteReport> those = writes.stream().filter(it -> it.table().equals(table)).toList();
    return String.format(
        Locale.ROOT,
        "%s: %,d rows in %s",
        table,
        those.stream().mapToLong(WriteReport::inserted).sum(),
        Output.count(those.size(), "commit"));
  }
}
