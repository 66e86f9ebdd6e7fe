// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.ErrorCode;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.WideColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Notes in the table of rejects what became of events that were replayed. For one thread. */
public final class ReplayRows {
  private static final List<String> TEXTS =
      List.of(
          "reason", "code", "class", "stage", "field", "message", "contract", "contract_version");

  private final Lake lake;
  private final LakeTable rejects;
  private final DataContract contract;
  private final ColumnBatch batch;

  /** Notes for a table of rejects, of events that were held against a contract. */
  public ReplayRows(Lake lake, LakeTable rejects, DataContract contract) {
    this.lake = lake;
    this.rejects = rejects;
    this.contract = contract;
    List<String> columns = new ArrayList<>(TEXTS);
    columns.addAll(List.of("reject_id", "status"));
    this.batch = ColumnBatch.of(rejects.iceberg().schema().select(columns));
  }

  /** Notes that an event is a row now. */
  public void replayed(UUID id) {
    TEXTS.forEach(it -> text(it, ""));
    end(id, "replayed");
  }

  /** Notes that an event was rejected again. */
  public void rejected(UUID id, ErrorCode code, String stage, String field, String message) {
    text("reason", code.name());
    text("code", code.label());
    text("class", code.category().name().toLowerCase(Locale.ROOT));
    text("stage", stage);
    text("field", field);
    text("message", message);
    text("contract", contract.id().orElse(contract.origin()));
    text("contract_version", contract.version());
    end(id, "rejected-again");
  }

  private void text(String column, String value) {
    batch.column(column, BytesColumn.class).append(value);
  }

  private void end(UUID id, String status) {
    batch
        .column("reject_id", WideColumn.class)
        .append(id.getMostSignificantBits(), id.getLeastSignificantBits());
    text("status", status);
    batch.endRow();
  }

  /** Writes the notes, in one commit. */
  public void write() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String column : TEXTS) {
      String name = '"' + column + '"';
      values.put(column, "if(s.status = 'replayed', t." + name + ", s." + name + ")");
    }
    values.put("status", "s.status");
    values.put("replays", "t.replays + 1");
    lake.write(rejects.name().toString())
        .from(List.of(batch))
        .mergeOnKeys("reject_id")
        .whenMatched("t.status <> 'replayed'")
        .update(values)
        .run()
        .orThrow();
    batch.clear();
  }
}
