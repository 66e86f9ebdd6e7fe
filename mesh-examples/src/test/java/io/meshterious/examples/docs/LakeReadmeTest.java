// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.lake.Lake;
import io.meshterious.lake.keep.MaintenancePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The code about the lake in the README is this code. */
@Isolated("it replaces standard output")
class LakeReadmeTest {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path temp;

  @Test
  void readme_codeRuns() {
    Path folder = temp.resolve("lake");
    DataContract contract =
        DataContract.load(
            ROOT.resolve("mesh-examples/contracts/warehouse/dimensions/dim_error_code.odcs.yaml"));
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      // readme:begin
      // A folder with tables, their history and a catalog; DuckDB computes inside your process.
      try (Lake lake = Lake.open(folder)) {
        // The contract decides columns, keys, partitions and order, and which rows are refused.
        lake.create(contract, "dim_error_code", "shop.errors");

        lake.write("shop.errors")
            .from(
                """
                select *, now() as updated_at from (values
                  ('OUT_OF_STOCK', 'Sold, and not there', 'high', 'picking', true),
                  ('LABEL_UNREADABLE', 'Badly printed', 'low', 'packing', false))
                  as t(error_code, description, severity_level, stage, is_customer_visible)""")
            .append()
            .run()
            .orThrow();
        lake.sql("select stage, count(*) as errors from shop.errors group by all").print();

        // Rows with a key that is there take the place of the old ones; others are added.
        lake.table("shop.errors").refs().tag("before");
        lake.write("shop.errors")
            .from(
                "select * replace ('critical' as severity_level) from shop.errors where stage = ?",
                "picking")
            .upsert("error_code")
            .run()
            .orThrow();

        // What was stays readable: by snapshot, time, tag or branch.
        String high = "select count(*) from shop.errors where severity_level = 'high'";
        long now = lake.sql(high).value(Long.class).orElseThrow();
        long before = lake.asOf("before").sql(high).value(Long.class).orElseThrow();
        System.out.println("high: " + before + " before, " + now + " now");

        // Upkeep is planned, looked at, and then run.
        MaintenancePlan plan = lake.table("shop.errors").maintenance().plan();
        System.out.println(plan);
        plan.run().orThrow();
      }
      // readme:end
    } finally {
      System.setOut(terminal);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("picking |      1", "high: 1 before, 0 now", "remove orphans");
  }

  @Test
  void readme_holdsThisCode() throws IOException {
    ReadmeCode.assertHeld(LakeReadmeTest.class);
  }
}
