// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.dbt;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.governance.SlaProperty;
import io.meshterious.core.contract.governance.Team;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlSchema;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The properties file of a contract's models or sources, and the queries of its singular tests. */
final class Project {
  private final RenderRequest request;
  private final DataContract contract;
  private final SqlSchema schema;
  private final DbtRenderer.Packages packages;
  private final Relations relations;
  private final Map<String, String> queries = new LinkedHashMap<>();

  Project(
      RenderRequest request,
      Dialect dialect,
      SqlSchema schema,
      DbtRenderer.Packages packages,
      boolean sources) {
    this.request = request;
    this.contract = request.contract();
    this.schema = schema;
    this.packages = packages;
    this.relations = new Relations(request, dialect, sources);
  }

  /** The queries of singular tests by name; complete once the document has been made. */
  Map<String, String> queries() {
    return queries;
  }

  MapNode document() {
    List<SqlTable> tables = new ArrayList<>(schema.tables());
    tables.sort(Comparator.comparingInt(table -> contract.tables().indexOf(table.source())));
    List<MapNode> entries = tables.stream().map(this::table).toList();
    MapNode.Builder document = MapNode.builder().put("version", 2);
    if (!relations.sources()) {
      return document.put("models", entries).build();
    }
    MapNode.Builder source = MapNode.builder().put("name", relations.source(contract));
    contract
        .description()
        .flatMap(text -> text.purpose())
        .ifPresent(text -> source.put("description", Relations.jinja(text)));
    schema.home().ifPresent(home -> source.put("schema", home.name()));
    source.put("tables", entries);
    return document.put("sources", List.of(source.build())).build();
  }

  private MapNode table(SqlTable table) {
    TableTests tests = new TableTests(request, table, packages, relations, queries);
    List<MapNode> columns = new ArrayList<>();
    for (SqlColumn column : table.columns()) {
      columns.add(column(column, tests.ofColumn(column.property())));
    }
    List<Node> others = tests.ofTable();
    MapNode.Builder entry = MapNode.builder().put("name", Relations.name(table.source()));
    table.source().description().ifPresent(text -> entry.put("description", Relations.jinja(text)));
    entry.put("config", config(table, tests.unmapped()));
    if (!relations.sources() && table.primaryKey().isPresent()) {
      MapNode key =
          MapNode.builder()
              .put("type", "primary_key")
              .put("columns", table.primaryKey().get().columns())
              .build();
      entry.put("constraints", List.of(key));
    }
    if (!others.isEmpty()) {
      entry.put("data_tests", others);
    }
    return entry.put("columns", columns).build();
  }

  private MapNode config(SqlTable table, List<String> unmapped) {
    MapNode.Builder config = MapNode.builder();
    List<String> notSaid = new ArrayList<>(unmapped);
    if (relations.sources()) {
      freshness(config, table, notSaid);
    } else {
      config.put("contract", MapNode.builder().put("enforced", true).build());
    }
    List<String> tags = new ArrayList<>(contract.tags());
    tags.addAll(table.source().tags());
    if (!tags.isEmpty()) {
      config.put("tags", tags.stream().distinct().toList());
    }
    MapNode.Builder meta = MapNode.builder();
    meta.put("contract", contract.id().orElse(contract.name()));
    meta.put("version", contract.version());
    contract.domain().ifPresent(domain -> meta.put("domain", domain));
    contract.team().flatMap(Project::owner).ifPresent(owner -> meta.put("owner", owner));
    table.source().businessName().ifPresent(name -> meta.put("business_name", name));
    if (!notSaid.isEmpty()) {
      meta.put("unmapped", notSaid.stream().map(Relations::jinja).toList());
    }
    return config.put("meta", meta.build()).build();
  }

  private static Optional<String> owner(Team team) {
    return team.name()
        .or(
            () ->
                team.members().stream()
                    .filter(it -> it.role().filter("owner"::equals).isPresent())
                    .map(it -> it.username())
                    .findFirst());
  }

  private void freshness(MapNode.Builder config, SqlTable table, List<String> notSaid) {
    for (SlaProperty sla : contract.slaProperties()) {
      for (String element : sla.elements()) {
        Optional<Property> property =
            table.source().properties().stream()
                .filter(
                    it ->
                        sla.property().equals("freshness")
                            && element.equals(table.source().name() + "." + it.name()))
                .findFirst();
        if (property.isPresent() && !config.build().has("freshness")) {
          Optional<MapNode> age = age(sla);
          age.ifPresent(
              warn -> config.put("freshness", MapNode.builder().put("warn_after", warn).build()));
          age.ifPresent(
              warn -> config.put("loaded_at_field", relations.column(property.get().columnName())));
          if (age.isEmpty()) {
            notSaid.add("freshness of '" + element + "': dbt counts whole minutes, hours or days");
          }
        }
      }
    }
  }

  private static Optional<MapNode> age(SlaProperty sla) {
    String unit = sla.unit().orElse("d").toLowerCase(Locale.ROOT);
    int minutes =
        switch (unit) {
          case "m", "min", "minute", "minutes" -> 1;
          case "h", "hour", "hours" -> 60;
          case "d", "day", "days" -> 24 * 60;
          default -> 0;
        };
    Optional<BigDecimal> value = sla.value().filter(ScalarNode::isInteger).map(ScalarNode::decimal);
    if (minutes == 0 || value.isEmpty()) {
      return Optional.empty();
    }
    String period = minutes == 1 ? "minute" : minutes == 60 ? "hour" : "day";
    return Optional.of(
        MapNode.builder().put("count", value.get().toBigInteger()).put("period", period).build());
  }

  private MapNode column(SqlColumn column, List<Node> tests) {
    Property property = column.property();
    MapNode.Builder entry = MapNode.builder().put("name", column.name());
    if (Relations.odd(column.name())) {
      entry.put("quote", true);
    }
    property.description().ifPresent(text -> entry.put("description", Relations.jinja(text)));
    entry.put("data_type", column.type());
    if (!relations.sources()) {
      List<MapNode> constraints = new ArrayList<>();
      if (column.notNull()) {
        constraints.add(MapNode.builder().put("type", "not_null").build());
      }
      if (property.unique()) {
        constraints.add(MapNode.builder().put("type", "unique").build());
      }
      if (!constraints.isEmpty()) {
        entry.put("constraints", constraints);
      }
    }
    MapNode config = columnConfig(property);
    if (!config.isEmpty()) {
      entry.put("config", config);
    }
    if (!tests.isEmpty()) {
      entry.put("data_tests", tests);
    }
    return entry.build();
  }

  private static MapNode columnConfig(Property property) {
    MapNode.Builder meta = MapNode.builder();
    property.businessName().ifPresent(name -> meta.put("business_name", name));
    property.classification().ifPresent(text -> meta.put("classification", text));
    if (property.criticalDataElement()) {
      meta.put("critical", true);
    }
    property
        .hints()
        .personalData()
        .ifPresent(
            pii -> {
              meta.put("pii_handling", pii.handling().name().toLowerCase(Locale.ROOT));
              pii.kind()
                  .ifPresent(kind -> meta.put("pii_kind", kind.name().toLowerCase(Locale.ROOT)));
            });
    MapNode.Builder config = MapNode.builder();
    MapNode said = meta.build();
    if (!said.isEmpty()) {
      config.put("meta", said);
    }
    if (!property.tags().isEmpty()) {
      config.put("tags", property.tags());
    }
    return config.build();
  }
}
