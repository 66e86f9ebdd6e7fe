// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.internal.sql.BigQueryRenderer;
import io.meshterious.core.contract.internal.sql.DatabricksRenderer;
import io.meshterious.core.contract.internal.sql.DuckDbRenderer;
import io.meshterious.core.contract.internal.sql.PostgresRenderer;
import io.meshterious.core.contract.internal.sql.SnowflakeRenderer;
import io.meshterious.core.contract.internal.sql.SparkRenderer;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.testkit.render.ContractRendererContract;
import io.meshterious.testkit.render.RendererTrait;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** Each dialect keeps the promises of renderers. */
class DdlRendererKitTest {
  @Nested
  class DuckDb extends ContractRendererContract {
    @Override
    protected ContractRenderer subject() {
      return new DuckDbRenderer();
    }
  }

  @Nested
  class Postgres extends ContractRendererContract {
    @Override
    protected ContractRenderer subject() {
      return new PostgresRenderer();
    }
  }

  @Nested
  class BigQuery extends ContractRendererContract {
    @Override
    protected ContractRenderer subject() {
      return new BigQueryRenderer();
    }

    @Override
    protected Set<RendererTrait> lacks() {
      return EnumSet.of(RendererTrait.ODD_NAME);
    }
  }

  @Nested
  class Snowflake extends ContractRendererContract {
    @Override
    protected ContractRenderer subject() {
      return new SnowflakeRenderer();
    }
  }

  @Nested
  class Databricks extends ContractRendererContract {
    @Override
    protected ContractRenderer subject() {
      return new DatabricksRenderer();
    }
  }

  @Nested
  class Spark extends ContractRendererContract {
    @Override
    protected ContractRenderer subject() {
      return new SparkRenderer();
    }
  }
}
