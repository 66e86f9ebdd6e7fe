// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static io.meshterious.core.contract.diff.ChangeKind.API_VERSION_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.CONTRACT_ID_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.CONTRACT_RENAMED;
import static io.meshterious.core.contract.diff.ChangeKind.DESCRIPTION_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.DOMAIN_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.OTHER_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.PRICE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.ROLE_ACCESS_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.ROLE_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.ROLE_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.ROLE_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.SERVER_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.SERVER_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.SERVER_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.SLA_ADDED;
import static io.meshterious.core.contract.diff.ChangeKind.SLA_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.SLA_IMPROVED;
import static io.meshterious.core.contract.diff.ChangeKind.SLA_REMOVED;
import static io.meshterious.core.contract.diff.ChangeKind.SLA_WORSENED;
import static io.meshterious.core.contract.diff.ChangeKind.STATUS_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.STATUS_DEPRECATED;
import static io.meshterious.core.contract.diff.ChangeKind.STATUS_RETIRED;
import static io.meshterious.core.contract.diff.ChangeKind.SUPPORT_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TAGS_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.TEAM_CHANGED;
import static io.meshterious.core.contract.diff.ChangeKind.VERSION_CHANGED;

import java.util.ArrayList;
import java.util.List;

/** Changes of a contract apart from its tables. */
final class ContractCases {
  private final List<ChangeCase> cases = new ArrayList<>();

  private ContractCases() {
    add(
        ChangeCase.of(
            CONTRACT_ID_CHANGED,
            "$.id",
            "BB",
            "the id changed from \"shop\" to \"store\"",
            "id: shop\n",
            "id: store\n"));
    add(
        ChangeCase.of(
            CONTRACT_RENAMED,
            "$.name",
            "--",
            "the name changed from \"Shop\" to \"Store\"",
            "name: Shop\n",
            "name: Store\n"));
    add(
        ChangeCase.of(
            VERSION_CHANGED,
            "$.version",
            "--",
            "the version changed from \"1.4.0\" to \"1.4.1\"",
            "version: 1.4.0",
            "version: 1.4.1"));
    add(
        ChangeCase.of(
            API_VERSION_CHANGED,
            "$.apiVersion",
            "CC",
            "the version of the standard changed from \"v3.1.0\" to \"v3.0.2\"",
            "v3.1.0",
            "v3.0.2"));
    both(
        ChangeCase.of(
            STATUS_DEPRECATED,
            "$.status",
            "CC",
            "the status changed from \"active\" to \"deprecated\"",
            "status: active",
            "status: deprecated"),
        STATUS_CHANGED,
        "$.status",
        "--",
        "the status changed from \"deprecated\" to \"active\"");
    add(
        ChangeCase.of(
            STATUS_RETIRED,
            "$.status",
            "BB",
            "the status changed from \"active\" to \"retired\"",
            "status: active",
            "status: retired"));
    add(
        ChangeCase.of(
            DOMAIN_CHANGED,
            "$.domain",
            "--",
            "the domain changed from \"sales\" to \"retail\"",
            "domain: sales",
            "domain: retail"));
    add(
        ChangeCase.of(
            DESCRIPTION_CHANGED,
            "$.description",
            "--",
            "the description changed",
            "To sell things",
            "To sell more things"));
    add(
        ChangeCase.of(
            TAGS_CHANGED,
            "$.tags",
            "--",
            "the list of tags changed from [\"retail\"] to [\"retail\", \"web\"]",
            "[retail]",
            "[retail, web]"));
    both(
        ChangeCase.of(
            SERVER_REMOVED,
            "$.servers.archive",
            "BB",
            "server 'archive' is gone",
            "  - server: archive\n    type: postgres\n    host: old.example.org\n",
            ""),
        SERVER_ADDED,
        "$.servers.archive",
        "CC",
        "server 'archive' is new");
    add(
        ChangeCase.of(
            SERVER_CHANGED,
            "$.servers.production.host",
            "BB",
            "'host' of server 'production' changed from \"db.example.org\" to \"db2.example.org\"",
            "host: db.",
            "host: db2."));
    add(
        ChangeCase.of(
            DESCRIPTION_CHANGED,
            "$.servers.production.description",
            "--",
            "the description of server 'production' changed from \"The main server\" to \"Main\"",
            "The main server",
            "Main"));
    both(
        ChangeCase.of(
            ROLE_REMOVED,
            "$.roles.auditor",
            "BB",
            "role 'auditor' is gone",
            "  - role: auditor\n    access: read\n",
            ""),
        ROLE_ADDED,
        "$.roles.auditor",
        "CC",
        "role 'auditor' is new");
    add(
        ChangeCase.of(
            ROLE_ACCESS_CHANGED,
            "$.roles.auditor.access",
            "BB",
            "the access of role 'auditor' changed from \"read\" to \"write\"",
            "auditor\n    access: read",
            "auditor\n    access: write"));
    add(
        ChangeCase.of(
            ROLE_CHANGED,
            "$.roles.reader.firstLevelApprovers",
            "--",
            "'firstLevelApprovers' of role 'reader' changed from \"sales\" to \"legal\"",
            "firstLevelApprovers: sales",
            "firstLevelApprovers: legal"));
    both(
        ChangeCase.of(
            SLA_REMOVED,
            "$.slaProperties.retention",
            "BC",
            "the promise of 'retention' is gone",
            "  - property: retention\n    value: 3\n    unit: y\n",
            ""),
        SLA_ADDED,
        "$.slaProperties.retention",
        "CC",
        "the promise of 'retention' is new");
    both(
        ChangeCase.of(
            SLA_IMPROVED,
            "$.slaProperties.latency",
            "CC",
            "the promise of 'latency' changed from 4 h to 30 minutes",
            "value: 4\n    unit: h",
            "value: 30\n    unit: minutes"),
        SLA_WORSENED,
        "$.slaProperties.latency",
        "BC",
        "the promise of 'latency' changed from 30 minutes to 4 h");
    add(
        ChangeCase.of(
            SLA_WORSENED,
            "$.slaProperties.retention",
            "BC",
            "the promise of 'retention' changed from 3 y to 2 y",
            "value: 3\n",
            "value: 2\n"));
    add(
        ChangeCase.of(
            SLA_CHANGED,
            "$.slaProperties.generalAvailability",
            "BC",
            "the promise of 'generalAvailability' changed from 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z",
            "2026-01-01",
            "2026-02-01"));
    add(ChangeCase.of(TEAM_CHANGED, "$.team", "--", "the team changed", "shop-team", "store-team"));
    add(
        ChangeCase.of(
            SUPPORT_CHANGED,
            "$.support",
            "--",
            "the support changed",
            "channel: help",
            "channel: aid"));
    add(
        ChangeCase.of(
            PRICE_CHANGED,
            "$.price",
            "C-",
            "the price changed",
            "priceAmount: 1",
            "priceAmount: 2"));
    add(
        ChangeCase.of(
            OTHER_CHANGED,
            "$.weather",
            "--",
            "'weather' is new: \"fine\"",
            "status: active\n",
            "status: active\nweather: fine\n"));
  }

  static List<ChangeCase> all() {
    return new ContractCases().cases;
  }

  private void add(ChangeCase one) {
    cases.add(one);
  }

  private void both(ChangeCase there, ChangeKind kind, String path, String impacts, String what) {
    cases.add(there);
    cases.add(there.back(kind, path, impacts, what));
  }
}
