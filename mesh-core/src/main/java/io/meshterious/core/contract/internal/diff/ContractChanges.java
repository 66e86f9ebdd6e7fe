// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff;

import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.CustomProperties;
import io.meshterious.core.contract.internal.diff.element.Documentation;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.document.MapNode;
import java.util.Set;
import java.util.function.Function;

/** What changed in a contract apart from its tables. */
final class ContractChanges {
  private static final Set<String> SERVER_WORDS =
      Set.of("id", "description", "roles", "customProperties");

  private ContractChanges() {}

  static void report(Comparison contract) {
    contract.reportIfOpen(ChangeKind.CONTRACT_ID_CHANGED, "the id", "id");
    contract.reportIfOpen(ChangeKind.CONTRACT_RENAMED, "the name", "name");
    contract.reportIfOpen(ChangeKind.VERSION_CHANGED, "the version", "version");
    contract.reportIfOpen(
        ChangeKind.API_VERSION_CHANGED, "the version of the standard", "apiVersion");
    status(contract);
    contract.reportIfOpen(ChangeKind.DOMAIN_CHANGED, "the domain", "domain");
    contract.reportIfOpen(ChangeKind.DOMAIN_CHANGED, "the tenant", "tenant");
    contract.reportIfOpen(ChangeKind.DOMAIN_CHANGED, "the data product", "dataProduct");
    Documentation.report(contract);
    contract.covering("servers", () -> servers(contract.named("servers", name("server"))));
    contract.covering("roles", () -> roles(contract.named("roles", name("role"))));
    contract.covering("slaProperties", () -> ServiceLevels.report(contract));
    contract.reportIfOpen(
        ChangeKind.SLA_CHANGED, "the element that promises are about", "slaDefaultElement");
    contract.reportIfOpen(ChangeKind.TEAM_CHANGED, "the team", "team");
    contract.reportIfOpen(ChangeKind.SUPPORT_CHANGED, "the support", "support");
    contract.reportIfOpen(ChangeKind.PRICE_CHANGED, "the price", "price");
    CustomProperties.report(contract);
  }

  private static Function<MapNode, String> name(String key) {
    return map -> map.text(key).orElse("");
  }

  private static void status(Comparison contract) {
    String now = contract.newer().text("status").orElse("");
    ChangeKind kind =
        switch (now) {
          case "deprecated" -> ChangeKind.STATUS_DEPRECATED;
          case "retired" -> ChangeKind.STATUS_RETIRED;
          default -> ChangeKind.STATUS_CHANGED;
        };
    contract.reportIfOpen(kind, "the status", "status");
  }

  private static void servers(Comparison servers) {
    for (String name : servers.open()) {
      String server = "server " + Wording.quoted(name);
      if (servers.before(name).isEmpty()) {
        servers.report(ChangeKind.SERVER_ADDED, server + " is new", name);
      } else if (servers.after(name).isEmpty()) {
        servers.report(ChangeKind.SERVER_REMOVED, server + " is gone", name);
      } else {
        servers.covering(name, () -> server(servers.item(name), server));
      }
    }
    servers.rest();
  }

  private static void server(Comparison one, String server) {
    for (String key : one.open()) {
      if (key.equals("roles")) {
        one.covering(key, () -> roles(one.named(key, name("role"))));
      } else if (!SERVER_WORDS.contains(key)) {
        one.reportIfOpen(ChangeKind.SERVER_CHANGED, "'" + key + "' of " + server, key);
      }
    }
    Documentation.report(one, " of " + server);
    CustomProperties.report(one);
    one.rest();
  }

  private static void roles(Comparison roles) {
    for (String name : roles.open()) {
      String role = "role " + Wording.quoted(name);
      if (roles.before(name).isEmpty()) {
        roles.report(ChangeKind.ROLE_ADDED, role + " is new", name);
      } else if (roles.after(name).isEmpty()) {
        roles.report(ChangeKind.ROLE_REMOVED, role + " is gone", name);
      } else {
        roles.covering(name, () -> role(roles.item(name), role));
      }
    }
    roles.rest();
  }

  private static void role(Comparison one, String role) {
    one.reportIfOpen(ChangeKind.ROLE_ACCESS_CHANGED, "the access of " + role, "access");
    for (String key : one.open()) {
      if (!key.equals("customProperties") && !key.equals("id")) {
        one.reportIfOpen(ChangeKind.ROLE_CHANGED, "'" + key + "' of " + role, key);
      }
    }
    CustomProperties.report(one);
    one.rest();
  }
}
