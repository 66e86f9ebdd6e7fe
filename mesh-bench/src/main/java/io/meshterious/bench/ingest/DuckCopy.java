// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.bench.Sample;
import io.meshterious.bench.Usage;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.parquet.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DuckDB copies a file of lines into one Parquet file: parsed into the same types, held against the
 * same rules. It recognises no duplicates, says of no event why it was left out, makes no
 * partitions and no snapshot, forces nothing to disk, and forgets fields that have no column.
 */
final class DuckCopy {
  private static final String COLUMNS =
      "{event_id: 'UUID', event_ts: 'TIMESTAMPTZ', event_type: 'VARCHAR', region: 'VARCHAR',"
          + " order_id: 'VARCHAR', product_id: 'VARCHAR', warehouse_id: 'VARCHAR',"
          + " order_ts: 'TIMESTAMPTZ', promised_ts: 'TIMESTAMPTZ', qty: 'INTEGER',"
          + " unit_price: 'DECIMAL(12,2)', amount: 'DECIMAL(12,2)', currency: 'VARCHAR',"
          + " status: 'VARCHAR', channel: 'VARCHAR', is_gift: 'BOOLEAN',"
          + " customer: 'STRUCT(customer_id VARCHAR, name VARCHAR, email VARCHAR,"
          + " segment VARCHAR)', delivery: 'STRUCT(lat DOUBLE, lon DOUBLE)',"
          + " promotions: 'VARCHAR[]'}";

  private static final String RULES =
      "event_id IS NOT NULL AND event_ts IS NOT NULL AND event_type IN ('order_placed')"
          + " AND region IN ('north', 'south', 'east', 'west')"
          + " AND regexp_full_match(order_id, 'ORD-[0-9]{8}')"
          + " AND regexp_full_match(product_id, 'P-[0-9]{5}')"
          + " AND regexp_full_match(warehouse_id, 'WH-[NSEW][1-2]')"
          + " AND order_ts IS NOT NULL AND promised_ts IS NOT NULL AND qty BETWEEN 1 AND 500"
          + " AND unit_price BETWEEN 0.01 AND 9999.99 AND amount >= 0"
          + " AND currency IN ('EUR', 'CHF', 'DKK', 'PLN')"
          + " AND status IN ('placed', 'paid', 'on_hold')"
          + " AND channel IN ('web', 'app', 'partner', 'phone')"
          + " AND regexp_full_match(customer.customer_id, 'CUS-[0-9]{7}')"
          + " AND length(customer.name) BETWEEN 1 AND 120"
          + " AND (customer.email IS NULL OR length(customer.email) <= 254 AND"
          + " regexp_full_match(customer.email,"
          + " '[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+'))"
          + " AND customer.segment IN ('consumer', 'business', 'public_sector')"
          + " AND delivery.lat BETWEEN -90 AND 90 AND delivery.lon BETWEEN -180 AND 180"
          + " AND (promotions IS NULL OR len(promotions) <= 4"
          + " AND len(list_distinct(promotions)) = len(promotions)"
          + " AND list_has_all(['SPRING', 'BUNDLE', 'LOYALTY', 'CLEARANCE', 'FREE_SHIPPING'],"
          + " promotions))";

  private final Path lines;
  private final int rows;
  private final int threads;

  /**
   * The copy.
   *
   * @param lines the events
   * @param rows how many there are
   */
  DuckCopy(Path lines, int rows, int threads) {
    this.lines = lines;
    this.rows = rows;
    this.threads = threads;
  }

  /** A round. */
  Sample measure(Path folder) throws IOException {
    Path file = folder.resolve("orders.parquet");
    EngineOptions options =
        EngineOptions.defaults().threads(threads).temp(folder.resolve("spill"), 1L << 30);
    try (Engine engine = Engine.open(options);
        Session session = engine.session()) {
      String copy =
          "COPY (SELECT * FROM read_json("
              + Sql.literal(lines.toString())
              + ", format = 'newline_delimited', columns = "
              + COLUMNS
              + ") WHERE "
              + RULES
              + ") TO "
              + Sql.literal(file.toString())
              + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL "
              + Codec.ZSTD.usualLevel()
              + ")";
      Usage usage = Usage.start();
      session.execute(copy);
      Usage.Used used = usage.soFar();
      long found =
          session.number("SELECT count(*) FROM read_parquet(" + Sql.literal(file.toString()) + ")");
      if (found != rows) {
        throw new IllegalStateException("The file has " + found + " rows instead of " + rows);
      }
      return used.nativeSample(rows).fact("bytesPerRow", (double) Files.size(file) / rows);
    }
  }
}
