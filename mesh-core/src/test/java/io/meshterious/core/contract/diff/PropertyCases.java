// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static io.meshterious.core.contract.diff.ChangeKind.CLASSIFICATION_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.CLASSIFICATION_LOWERED;
import static io.meshterious.core.contract.diff.ChangeKind.CLASSIFICATION_RAISED;
import static io.meshterious.core.contract.diff.ChangeKind.CONSTRAINT_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.CONSTRAINT_LOOSENED;
import static io.meshterious.core.contract.diff.ChangeKind.CONSTRAINT_TIGHTENED;
import static io.meshterious.core.contract.diff.ChangeKind.CRITICALITY_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.DEFINITIONS_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.DERIVATION_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.ENCRYPTED_NAME_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.ENCRYPTED_NAME_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.ENUM_DROPPED;
import static io.meshterious.core.contract.diff.ChangeKind.ENUM_INTRODUCED;
import static io.meshterious.core.contract.diff.ChangeKind.ENUM_VALUES_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.ENUM_VALUES_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.EXAMPLES_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.FORMAT_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.GENERATOR_HINT_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.NULLABLE_TO_REQUIRED;
import static io.meshterious.core.contract.diff.ChangeKind.OTHER_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.PHYSICAL_TYPE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.PII_HANDLING_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.PROPERTIES_REORDERED;
import static io.meshterious.core.contract.diff.ChangeKind.PROPERTY_ADDED_OPTIONAL;
import static io.meshterious.core.contract.diff.ChangeKind.PROPERTY_ADDED_REQUIRED;
import static io.meshterious.core.contract.diff.ChangeKind.PROPERTY_PHYSICALLY_RENAMED;
import static io.meshterious.core.contract.diff.ChangeKind.PROPERTY_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.PROPERTY_RENAMED;
import static io.meshterious.core.contract.diff.ChangeKind.REQUIRED_TO_NULLABLE;
import static io.meshterious.core.contract.diff.ChangeKind.STABLE_ID_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TIMEZONE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TYPE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TYPE_NARROWED;
import static io.meshterious.core.contract.diff.ChangeKind.TYPE_WIDENED;
import static io.meshterious.core.contract.diff.ChangeKind.UNIQUE_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.UNIQUE_REMOVED;

import java.util.ArrayList;
import java.util.List;

/** Changes of properties. */
final class PropertyCases {
  private final List<ChangeCase> cases = new ArrayList<>();

  private PropertyCases() {
    both(
        ChangeCase.of(
            PROPERTY_ADDED_OPTIONAL,
            "orders.gift",
            "CC",
            "optional property 'gift' is new",
            "      - name: event_ts\n",
            "      - name: gift\n        logicalType: boolean\n      - name: event_ts\n"),
        PROPERTY_REMOVED,
        "orders.gift",
        "BB",
        "property 'gift' is gone");
    add(
        ChangeCase.of(
            PROPERTY_ADDED_REQUIRED,
            "orders.gift",
            "CB",
            "required property 'gift' is new",
            "      - name: event_ts\n",
            "      - name: gift\n        logicalType: boolean\n        required: true\n      - name: event_ts\n"));
    both(
        ChangeCase.of(
            PROPERTY_ADDED_OPTIONAL,
            "orders.address.zip",
            "CC",
            "optional property 'zip' is new",
            "          - name: city\n",
            "          - name: zip\n            logicalType: string\n          - name: city\n"),
        PROPERTY_REMOVED,
        "orders.address.zip",
        "BB",
        "property 'zip' is gone");
    add(
        ChangeCase.of(
            PROPERTY_RENAMED,
            "orders.amount",
            "BB",
            "the name changed from 'qty' to 'amount'",
            "name: qty\n",
            "name: amount\n"));
    add(
        ChangeCase.of(
            PROPERTY_PHYSICALLY_RENAMED,
            "orders.qty",
            "BB",
            "the column name changed from 'qty_col' to 'qty_column'",
            "qty_col\n",
            "qty_column\n"));
    add(
        ChangeCase.of(
            STABLE_ID_CHANGED,
            "orders.note",
            "CC",
            "the id is new: \"remark\"",
            "- name: note",
            "- id: remark\n        name: note"));
    both(
        ChangeCase.of(
            TYPE_WIDENED,
            "orders.qty",
            "BC",
            "the type changed from i32 to i64",
            "physicalType: int\n",
            "physicalType: bigint\n"),
        TYPE_NARROWED,
        "orders.qty",
        "CB",
        "the type changed from i64 to i32");
    both(
        ChangeCase.of(
            TYPE_WIDENED,
            "orders.note",
            "BC",
            "the type changed from text(40) to text(80)",
            "maxLength: 40",
            "maxLength: 80"),
        TYPE_NARROWED,
        "orders.note",
        "CB",
        "the type changed from text(80) to text(40)");
    add(
        ChangeCase.of(
            TYPE_WIDENED,
            "orders.labels[]",
            "BC",
            "the type changed from text(10) to text(20)",
            "maxLength: 10",
            "maxLength: 20"));
    add(
        ChangeCase.of(
            TYPE_CHANGED,
            "orders.qty",
            "BB",
            "the type changed from i32 to bool",
            "logicalType: integer\n        physicalType: int\n",
            "logicalType: boolean\n"));
    add(
        ChangeCase.of(
            PHYSICAL_TYPE_CHANGED,
            "orders.qty",
            "CC",
            "the physical type changed from \"int\" to \"mediumint\"",
            "physicalType: int\n",
            "physicalType: mediumint\n"));
    add(
        ChangeCase.of(
            TIMEZONE_CHANGED,
            "orders.event_ts",
            "BB",
            "the type changed from timestamp(6) with zone to timestamp(6) without zone",
            "logicalType: timestamp\n",
            "logicalType: timestamp\n        logicalTypeOptions: {timezone: false}\n"));
    add(
        ChangeCase.of(
            FORMAT_CHANGED,
            "orders.day",
            "BB",
            "the format changed from \"yyyy-MM-dd\" to \"dd.MM.yyyy\"",
            "format: yyyy-MM-dd",
            "format: dd.MM.yyyy"));
    both(
        ChangeCase.of(
            NULLABLE_TO_REQUIRED,
            "orders.voucher",
            "CB",
            "it was nullable and is required",
            "unique: true\n",
            "unique: true\n        required: true\n"),
        REQUIRED_TO_NULLABLE,
        "orders.voucher",
        "BC",
        "it was required and is nullable");
    both(
        ChangeCase.of(
            ENUM_DROPPED,
            "orders.state",
            "BC",
            "all values are allowed, and these were: open, paid, sent",
            "          - property: mesh.vocabulary\n            value: [open, paid, sent]\n",
            ""),
        ENUM_INTRODUCED,
        "orders.state",
        "CB",
        "only these values are allowed: open, paid, sent");
    both(
        ChangeCase.of(
            ENUM_VALUES_ADDED,
            "orders.state",
            "BC",
            "more values are allowed: lost",
            "[open, paid, sent]",
            "[open, paid, sent, lost]"),
        ENUM_VALUES_REMOVED,
        "orders.state",
        "CB",
        "these values are no longer allowed: lost");
    both(
        ChangeCase.of(
            CONSTRAINT_TIGHTENED,
            "orders.qty",
            "CB",
            "the lower bound changed from 1 to 2",
            "minimum: 1",
            "minimum: 2"),
        CONSTRAINT_LOOSENED,
        "orders.qty",
        "CC",
        "the lower bound changed from 2 to 1");
    both(
        ChangeCase.of(
            CONSTRAINT_TIGHTENED,
            "orders.qty",
            "CB",
            "the upper bound changed from 100 to 100 exclusive",
            "maximum: 100",
            "exclusiveMaximum: 100"),
        CONSTRAINT_LOOSENED,
        "orders.qty",
        "CC",
        "the upper bound changed from 100 exclusive to 100");
    add(
        ChangeCase.of(
            CONSTRAINT_CHANGED,
            "orders.note",
            "CB",
            "the pattern changed from \"[a-z]*\" to \"[A-Z]*\"",
            "[a-z]*",
            "[A-Z]*"));
    both(
        ChangeCase.of(
            UNIQUE_REMOVED,
            "orders.voucher",
            "BC",
            "'unique' is gone, it was true",
            "        unique: true\n",
            ""),
        UNIQUE_ADDED,
        "orders.voucher",
        "CB",
        "'unique' is new: true");
    add(
        ChangeCase.of(
            PII_HANDLING_CHANGED,
            "customers.email",
            "BC",
            "the handling of personal data changed from mask to hash",
            "handling: mask",
            "handling: hash"));
    both(
        ChangeCase.of(
            CLASSIFICATION_RAISED,
            "customers.email",
            "BC",
            "the classification changed from \"confidential\" to \"restricted\"",
            "classification: confidential",
            "classification: restricted"),
        CLASSIFICATION_LOWERED,
        "customers.email",
        "CC",
        "the classification changed from \"restricted\" to \"confidential\"");
    add(
        ChangeCase.of(
            CLASSIFICATION_CHANGED,
            "customers.email",
            "BC",
            "the classification changed from \"confidential\" to \"tlp-red\"",
            "classification: confidential",
            "classification: tlp-red"));
    both(
        ChangeCase.of(
            ENCRYPTED_NAME_CHANGED,
            "customers.email",
            "BB",
            "the encrypted twin is gone, it was \"email_encrypted\"",
            "        encryptedName: email_encrypted\n",
            ""),
        ENCRYPTED_NAME_ADDED,
        "customers.email",
        "CC",
        "the encrypted twin is new: \"email_encrypted\"");
    add(
        ChangeCase.of(
            CRITICALITY_CHANGED,
            "orders.voucher",
            "--",
            "'criticalDataElement' changed from true to false",
            "criticalDataElement: true",
            "criticalDataElement: false"));
    add(
        ChangeCase.of(
            DERIVATION_CHANGED,
            "orders.note",
            "CC",
            "the logic that makes it changed from \"trim(note)\" to \"lower(note)\"",
            "trim(note)",
            "lower(note)"));
    add(
        ChangeCase.of(
            GENERATOR_HINT_CHANGED,
            "orders.state",
            "--",
            "'mesh.distribution' changed",
            "exponent: 1.1",
            "exponent: 1.2"));
    add(
        ChangeCase.of(
            DEFINITIONS_CHANGED,
            "orders.voucher",
            "--",
            "the list of definitions changed",
            "example.org/voucher",
            "example.org/coupon"));
    add(
        ChangeCase.of(
            EXAMPLES_CHANGED,
            "orders.qty",
            "--",
            "the list of examples changed from [1, 2] to [1, 3]",
            "[1, 2]",
            "[1, 3]"));
    both(
        ChangeCase.of(
            OTHER_CHANGED,
            "orders.day",
            "--",
            "'colour' is new: \"blue\"",
            "name: day\n",
            "name: day\n        colour: blue\n"),
        OTHER_CHANGED,
        "orders.day",
        "--",
        "'colour' is gone, it was \"blue\"");
    add(
        ChangeCase.of(
            PROPERTIES_REORDERED,
            "orders.address",
            "--",
            "the order of the properties changed",
            "          - name: street\n            logicalType: string\n          - name: city\n            logicalType: string\n            required: true\n",
            "          - name: city\n            logicalType: string\n            required: true\n          - name: street\n            logicalType: string\n"));
  }

  static List<ChangeCase> all() {
    return new PropertyCases().cases;
  }

  private void add(ChangeCase one) {
    cases.add(one);
  }

  private void both(ChangeCase there, ChangeKind kind, String path, String impacts, String what) {
    cases.add(there);
    cases.add(there.back(kind, path, impacts, what));
  }
}
