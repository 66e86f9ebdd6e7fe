// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.gx;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.QualityCheck;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.List;

/** A suite as it grows: expectations, and what the contract says that no expectation can. */
final class Suite {
  private static final String VERSION = "1.24.1";

  private final DataContract contract;
  private final Table table;
  private final List<MapNode> expectations = new ArrayList<>();
  private final List<MapNode> unmapped = new ArrayList<>();

  Suite(DataContract contract, Table table) {
    this.contract = contract;
    this.table = table;
  }

  /** Adds an expectation that follows from the schema, unless it is there already. */
  void expect(String type, MapNode kwargs) {
    MapNode expectation =
        MapNode.builder()
            .put("type", type)
            .put("kwargs", kwargs)
            .put("meta", MapNode.EMPTY)
            .put("severity", "critical")
            .build();
    if (!expectations.contains(expectation)) {
      expectations.add(expectation);
    }
  }

  /** Adds an expectation that follows from a quality rule. */
  void expect(String type, MapNode kwargs, QualityCheck check) {
    QualityRule rule = check.rule();
    MapNode.Builder expectation = MapNode.builder().put("type", type).put("kwargs", kwargs);
    MapNode.Builder meta = MapNode.builder().put("rule", check.label());
    rule.dimension().ifPresent(dimension -> meta.put("dimension", dimension));
    rule.businessImpact().ifPresent(impact -> meta.put("businessImpact", impact));
    expectation.put("meta", MapNode.builder().put("mesh", meta.build()).build());
    rule.description().ifPresent(description -> expectation.put("description", description));
    String severity =
        rule.severity().filter(it -> it.equals("warning") || it.equals("info")).orElse("critical");
    expectations.add(expectation.put("severity", severity).build());
  }

  /** Notes what no expectation says. */
  void cannot(String path, String what, String why) {
    unmapped.add(MapNode.builder().put("path", path).put("what", what).put("why", why).build());
  }

  MapNode document() {
    MapNode.Builder mesh = MapNode.builder();
    mesh.put("contract", contract.id().orElse(contract.name()));
    mesh.put("version", contract.version());
    mesh.put("table", table.name());
    if (!unmapped.isEmpty()) {
      mesh.put("unmapped", unmapped);
    }
    return MapNode.builder()
        .put("name", contract.id().orElse(contract.name()) + "." + table.name())
        .put("expectations", expectations)
        .put(
            "meta",
            MapNode.builder()
                .put("great_expectations_version", VERSION)
                .put("mesh", mesh.build())
                .build())
        .build();
  }
}
