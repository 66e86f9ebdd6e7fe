// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

/** A process that opens a lake and makes tables in it; the others do so at the same moment. */
final class LakeProcess {
  private LakeProcess() {}

  /** Takes the folder, the process's number, how many tables, and the moment to begin. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int number = Integer.parseInt(arguments[1]);
    int tables = Integer.parseInt(arguments[2]);
    long begin = Long.parseLong(arguments[3]);
    Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));
    Class.forName("org.sqlite.JDBC");
    while (System.currentTimeMillis() < begin) {
      Thread.sleep(1);
    }
    int won = 0;
    try (Lake lake = Lake.open(folder)) {
      for (int i = 0; i < tables; i++) {
        lake.context()
            .catalog()
            .createTable(TableIdentifier.of("main", "t" + number + "_" + i), schema);
        lake.table("t" + number + "_" + i).setProperties(Map.of("by", "p" + number));
        won += makeShared(lake, "Shared" + i, number, schema) ? 1 : 0;
      }
    }
    System.out.println("won " + won);
  }

  /** Every process makes this table, half of them in capital letters: one of them may. */
  private static boolean makeShared(Lake lake, String name, int number, Schema schema) {
    String written = number % 2 == 0 ? name : name.toUpperCase(java.util.Locale.ROOT);
    try {
      lake.context().catalog().createTable(TableIdentifier.of("main", written), schema);
      return true;
    } catch (org.apache.iceberg.exceptions.AlreadyExistsException lost) {
      return false;
    }
  }
}
