// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.demo;

import java.util.List;

/** Questions that the warehouse can answer. */
final class Answers {
  /** A question with its statement. */
  record Question(String title, String sql) {}

  static final List<Question> ALL =
      List.of(
          new Question(
              "What is sold, and what comes back?",
              """
              select o.region, count(*) as orders, sum(o.amount) as revenue,
                count(r.order_id) as returns, sum(r.refund_amount) as refunds,
                round(100.0 * count(r.order_id) / count(*), 1) as returned_percent
              from warehouse.orders o left join warehouse.returns r using (order_id)
              where o.currency = 'EUR' group by all order by revenue desc"""),
          new Question(
              "When are deliveries late?",
              """
              select hour(delivered_ts) // 4 * 4 as from_hour, count(*) as deliveries,
                count(*) filter (not sla_met) as late,
                round(100.0 * avg((not sla_met)::int), 1) as late_percent
              from warehouse.delivery_sla where delivered_ts is not null
              group by all order by from_hour"""),
          new Question(
              "What lies in stock, and what is it worth?",
              """
              select category, count(distinct product_id) as products, sum(delta_qty) as pieces,
                -sum(delta_qty) filter (source_type = 'sale') as sold,
                sum(delta_qty * unit_cost)::decimal(14, 2) as worth
              from warehouse.inventory_movements join warehouse.dim_product using (product_id)
              group by all order by worth desc"""));

  private Answers() {}
}
