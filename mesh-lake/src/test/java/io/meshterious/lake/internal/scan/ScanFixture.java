// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Table;

/** Tables in a folder and a session to read them in. */
final class ScanFixture implements AutoCloseable {
  final TestCatalog catalog;
  final Engine engine;
  final Session session;

  ScanFixture(Path folder) {
    catalog = new TestCatalog(folder);
    engine = Engine.open(EngineOptions.defaults().temp(folder.resolve("spill"), 1L << 30));
    session = engine.session();
  }

  /** All rows as a scan of ours gives them. */
  List<String> rows(Table table) {
    return Rows.byScan(session, table, ScanColumns.all());
  }

  @Override
  public void close() {
    session.close();
    engine.close();
    catalog.close();
  }
}
