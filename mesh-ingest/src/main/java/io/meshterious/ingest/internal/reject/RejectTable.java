// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.PropertyBuilder;
import io.meshterious.core.contract.TableBuilder;
import io.meshterious.ingest.internal.sql.SqlText;
import io.meshterious.lake.CreationOptions;
import io.meshterious.lake.TableName;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.TableProperties;

/** The table of what was rejected on the way into another table. */
public final class RejectTable {
  /** What its name ends in, behind the name of the other table. */
  public static final String SUFFIX = "__rejects";

  /** Its name in its contract. */
  public static final String IN_CONTRACT = "rejects";

  /** Payloads differ from each other, and may be large: nobody looks whether they repeat. */
  public static final CreationOptions OPTIONS =
      CreationOptions.defaults()
          .withProperties(
              Map.of(
                  TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX + "body", "false"));

  private static final Consumer<PropertyBuilder> OPTIONAL = property -> {};

  private RejectTable() {}

  /** The name of the table of rejects beside a table. */
  public static String name(TableName table) {
    return table + SUFFIX;
  }

  /** Its name in SQL. */
  public static String quoted(TableName table) {
    return SqlText.table(TableName.of(name(table)));
  }

  /** What the table holds. */
  public static DataContract contract() {
    return DataContract.builder()
        .id("mesh.rejects")
        .name("Rejected events")
        .version("1.0.0")
        .status("active")
        .purpose("Events that are not what their contract says, as they came, and why.")
        .table(
            IN_CONTRACT,
            table -> {
              table
                  .custom("mesh.eventId", "reject_id")
                  .custom("mesh.partitioning", List.of("day(rejected_at)", "identity(reason)"));
              table.property(
                  "reject_id",
                  LogicalType.STRING,
                  it ->
                      it.required()
                          .format("uuid")
                          .description("The first half of the SHA-256 of the payload"));
              text(table, "reason", "What is wrong, such as OUT_OF_RANGE");
              text(table, "code", "The number of the error, such as MESH-4014");
              text(table, "class", "Who has to act: data, or what kind of failure it is");
              text(table, "stage", "What refused it: route, decode or batch");
              text(table, "field", "The field it is about; empty when it is about none");
              text(table, "message", "What is wrong, for people");
              text(table, "event_id", "The id of the event, where it could be read; else empty");
              text(table, "event_type", "The type of the event, where it is known; else empty");
              text(table, "source", "Where it came from");
              text(table, "position", "Where it was found there");
              text(table, "headers", "What its message says beside its payload, as JSON");
              text(table, "content_type", "What the payload is");
              text(table, "contract", "The contract it was held against");
              text(table, "contract_version", "The version of that contract");
              table.property(
                  "body",
                  LogicalType.STRING,
                  it -> it.required().format("binary").description("The payload, as it came"));
              time(table, "rejected_at", "When it was rejected");
              text(table, "attempt", "The attempt to commit that it belongs to");
              text(table, "status", "rejected, replayed, or rejected-again");
              table.property(
                  "replays",
                  LogicalType.INTEGER,
                  it -> it.required().description("How often it was replayed"));
            })
        .build();
  }

  private static void text(TableBuilder table, String name, String description) {
    table.property(
        name, LogicalType.STRING, OPTIONAL.andThen(it -> it.required().description(description)));
  }

  private static void time(TableBuilder table, String name, String description) {
    table.property(
        name,
        LogicalType.TIMESTAMP,
        OPTIONAL.andThen(it -> it.required().description(description)));
  }
}
