// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static io.meshterious.core.contract.diff.ChangeKind.CUSTOM_PROPERTY_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.CUSTOM_PROPERTY_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.CUSTOM_PROPERTY_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.DEDUPE_TIME_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.DEDUPE_WINDOW_LENGTHENED;
import static io.meshterious.core.contract.diff.ChangeKind.DEDUPE_WINDOW_SHORTENED;
import static io.meshterious.core.contract.diff.ChangeKind.DESCRIPTION_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.EVENT_ID_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.EVENT_TIME_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.EVENT_TYPE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.FOREIGN_KEY_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.FOREIGN_KEY_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.FOREIGN_KEY_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.LATENESS_LOWERED;
import static io.meshterious.core.contract.diff.ChangeKind.LATENESS_RAISED;
import static io.meshterious.core.contract.diff.ChangeKind.PARTITIONING_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.PRIMARY_KEY_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.PRIMARY_KEY_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.PRIMARY_KEY_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.PUBLISHER_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.PUBLISHER_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.QUALITY_RULE_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.QUALITY_RULE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.QUALITY_RULE_LOOSENED;
import static io.meshterious.core.contract.diff.ChangeKind.QUALITY_RULE_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.QUALITY_RULE_TIGHTENED;
import static io.meshterious.core.contract.diff.ChangeKind.RELATIONSHIP_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TABLE_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.TABLE_KIND_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TABLE_PHYSICALLY_RENAMED;
import static io.meshterious.core.contract.diff.ChangeKind.TABLE_PHYSICAL_TYPE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TABLE_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.UNKNOWN_FIELDS_ACCEPTED;
import static io.meshterious.core.contract.diff.ChangeKind.UNKNOWN_FIELDS_DROPPED;
import static io.meshterious.core.contract.diff.ChangeKind.UNKNOWN_FIELDS_KEPT;
import static io.meshterious.core.contract.diff.ChangeKind.UNKNOWN_FIELDS_REJECTED;

import java.util.ArrayList;
import java.util.List;

/** Changes of tables. */
final class TableCases {
  private final List<ChangeCase> cases = new ArrayList<>();

  private TableCases() {
    add(
        ChangeCase.of(
            DESCRIPTION_CHANGED,
            "orders",
            "--",
            "the description changed from \"Orders as they come in\" to \"Orders\"",
            "Orders as they come in",
            "Orders"));
    both(
        ChangeCase.of(
            TABLE_ADDED,
            "refunds",
            "CC",
            "table 'refunds' is new",
            "schema:\n",
            "schema:\n  - name: refunds\n    properties:\n      - name: id\n        logicalType: integer\n"),
        TABLE_REMOVED,
        "refunds",
        "BB",
        "table 'refunds' is gone");
    add(
        ChangeCase.of(
            TABLE_PHYSICALLY_RENAMED,
            "orders",
            "BB",
            "the name in the database changed from 't_orders' to 'orders_v2'",
            "t_orders",
            "orders_v2"));
    add(
        ChangeCase.of(
            TABLE_PHYSICAL_TYPE_CHANGED,
            "orders",
            "BB",
            "the physical type changed from \"table\" to \"view\"",
            "physicalType: table",
            "physicalType: view"));
    both(
        ChangeCase.of(
            PRIMARY_KEY_REMOVED,
            "customers",
            "BC",
            "the primary key is gone, it was id",
            "        primaryKey: true\n        required: true\n      - name: email",
            "        required: true\n      - name: email"),
        PRIMARY_KEY_ADDED,
        "customers",
        "CB",
        "the primary key is new: id");
    add(
        ChangeCase.of(
            PRIMARY_KEY_CHANGED,
            "orders",
            "BB",
            "the primary key changed from event_id to event_id, event_ts",
            "timestamp\n        required: true",
            "timestamp\n        required: true\n        primaryKey: true\n        primaryKeyPosition: 2"));
    both(
        ChangeCase.of(
            FOREIGN_KEY_REMOVED,
            "orders",
            "BC",
            "the foreign key from customer_id to customers.id is gone",
            "    relationships:\n      - from: orders.customer_id\n        to: customers.id\n",
            ""),
        FOREIGN_KEY_ADDED,
        "orders",
        "CB",
        "the foreign key from customer_id to customers.id is new");
    add(
        ChangeCase.of(
            FOREIGN_KEY_CHANGED,
            "orders",
            "BB",
            "the foreign key from customer_id to customers.id now leads to customers.email",
            "to: customers.id",
            "to: customers.email"));
    add(
        ChangeCase.of(
            RELATIONSHIP_CHANGED,
            "orders",
            "--",
            "how relationships are written changed",
            "to: customers.id",
            "to: schema/customers/properties/id"));
    add(
        ChangeCase.of(
            PARTITIONING_CHANGED,
            "orders",
            "CC",
            "the partitioning changed from day(event_ts) to hour(event_ts)",
            "day(event_ts)",
            "hour(event_ts)"));
    add(
        ChangeCase.of(
            TABLE_KIND_CHANGED,
            "orders",
            "CB",
            "the kind of table changed from \"event\" to \"fact\"",
            "value: event\n",
            "value: fact\n"));
    add(
        ChangeCase.of(
            EVENT_ID_CHANGED,
            "orders",
            "BB",
            "the event id changed from \"event_id\" to \"voucher\"",
            "value: event_id",
            "value: voucher"));
    add(
        ChangeCase.of(
            EVENT_TIME_CHANGED,
            "orders",
            "BC",
            "the event time changed from \"event_ts\" to \"day\"",
            "value: event_ts",
            "value: day"));
    add(
        ChangeCase.of(
            EVENT_TYPE_CHANGED,
            "orders",
            "BB",
            "the event type changed from \"order_placed\" to \"order_made\"",
            "order_placed",
            "order_made"));
    both(
        ChangeCase.of(
            DEDUPE_WINDOW_LENGTHENED,
            "orders",
            "CC",
            "'mesh.dedupeWindow' changed from \"P7D\" to \"P30D\"",
            "P7D",
            "P30D"),
        DEDUPE_WINDOW_SHORTENED,
        "orders",
        "BC",
        "'mesh.dedupeWindow' changed from \"P30D\" to \"P7D\"");
    add(
        ChangeCase.of(
            DEDUPE_TIME_CHANGED,
            "orders",
            "BC",
            "the clock of the dedupe window changed from \"commitTime\" to \"eventTime\"",
            "commitTime",
            "eventTime"));
    both(
        ChangeCase.of(
            LATENESS_RAISED,
            "orders",
            "BC",
            "'mesh.allowedLateness' changed from \"PT1H\" to \"PT2H\"",
            "PT1H",
            "PT2H"),
        LATENESS_LOWERED,
        "orders",
        "CB",
        "'mesh.allowedLateness' changed from \"PT2H\" to \"PT1H\"");
    both(
        ChangeCase.of(
            UNKNOWN_FIELDS_REJECTED,
            "orders",
            "CB",
            "events with unknown fields are rejected",
            "value: ignore",
            "value: reject"),
        UNKNOWN_FIELDS_ACCEPTED,
        "orders",
        "CC",
        "events with unknown fields are no longer rejected");
    both(
        ChangeCase.of(
            UNKNOWN_FIELDS_KEPT,
            "orders",
            "CC",
            "unknown fields are kept",
            "value: ignore",
            "value: keep"),
        UNKNOWN_FIELDS_DROPPED,
        "orders",
        "BC",
        "unknown fields are no longer kept");
    both(
        ChangeCase.of(
            PUBLISHER_ADDED,
            "orders",
            "CC",
            "publishers are new: east",
            "[north, south]",
            "[north, south, east]"),
        PUBLISHER_REMOVED,
        "orders",
        "BB",
        "publishers are gone: east");
    both(
        ChangeCase.of(
            QUALITY_RULE_TIGHTENED,
            "orders",
            "CC",
            "quality rule 'enough' asks for mustBeGreaterThan 200, it was mustBeGreaterThan 100",
            "mustBeGreaterThan: 100",
            "mustBeGreaterThan: 200"),
        QUALITY_RULE_LOOSENED,
        "orders",
        "CC",
        "quality rule 'enough' asks for mustBeGreaterThan 100, it was mustBeGreaterThan 200");
    add(
        ChangeCase.of(
            QUALITY_RULE_CHANGED,
            "orders",
            "CC",
            "quality rule 'enough' measures something else: 'metric' changed",
            "metric: rowCount",
            "metric: nullValues"));
    both(
        ChangeCase.of(
            QUALITY_RULE_REMOVED,
            "orders",
            "CC",
            "quality rule 'enough' is gone",
            "    quality:\n      - name: enough\n        metric: rowCount\n        mustBeGreaterThan: 100\n",
            ""),
        QUALITY_RULE_ADDED,
        "orders",
        "CC",
        "quality rule 'enough' is new");
    add(
        ChangeCase.of(
            CUSTOM_PROPERTY_CHANGED,
            "orders",
            "--",
            "custom property 'steward' changed from \"Ada\" to \"Alan\"",
            "Ada",
            "Alan"));
    both(
        ChangeCase.of(
            CUSTOM_PROPERTY_REMOVED,
            "orders",
            "--",
            "custom property 'steward' is gone, it was \"Ada\"",
            "      - property: steward\n        value: Ada\n",
            ""),
        CUSTOM_PROPERTY_ADDED,
        "orders",
        "--",
        "custom property 'steward' is new: \"Ada\"");
  }

  static List<ChangeCase> all() {
    return new TableCases().cases;
  }

  private void add(ChangeCase one) {
    cases.add(one);
  }

  private void both(ChangeCase there, ChangeKind kind, String path, String impacts, String what) {
    cases.add(there);
    cases.add(there.back(kind, path, impacts, what));
  }
}
