// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.testing.s3mock.S3MockApplication;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeConfig;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.Resources;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.SnapshotExpiry;
import io.meshterious.lake.query.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.RangeReadable;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Lakes whose files are in a store that speaks S3, served inside this JVM. */
class S3LakeTest {
  private static final String WAREHOUSE = "s3://lake-bucket/some/folder";
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: test.orders
      name: orders
      version: 1.0.0
      status: active
      schema:
        - name: orders
          logicalType: object
          properties:
            - name: id
              logicalType: integer
              logicalTypeOptions: {format: i64}
              required: true
              primaryKey: true
              primaryKeyPosition: 1
            - name: n
              logicalType: integer
      """;

  @TempDir static Path store;
  private static S3MockApplication server;

  @TempDir Path temp;

  @BeforeAll
  static void serve() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(S3MockApplication.PROP_HTTP_PORT, S3MockApplication.RANDOM_PORT);
    settings.put(S3MockApplication.PROP_HTTPS_PORT, S3MockApplication.RANDOM_PORT);
    settings.put(S3MockApplication.PROP_SILENT, true);
    settings.put("com.adobe.testing.s3mock.store.root", store.toString());
    settings.put("spring.main.lazy-initialization", true);
    server = S3MockApplication.start(settings);
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build()) {
      client.createBucket(it -> it.bucket("lake-bucket"));
    }
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  /** The server has no other way to say which port it was given. */
  @SuppressWarnings("deprecation")
  private static String endpoint() {
    return "http://localhost:" + server.getHttpPort();
  }

  private static S3Storage storage() {
    return S3Storage.builder()
        .endpoint(endpoint())
        .credentials("id", "secret")
        .property("s3.multipart.part-size-bytes", Integer.toString(5 << 20))
        .build();
  }

  private String database() {
    return "jdbc:sqlite:" + temp.resolve("catalog.db");
  }

  private LakeConfig config(S3Storage storage) {
    return LakeConfig.jdbc(database())
        .warehouse(WAREHOUSE)
        .properties(storage.properties())
        .build();
  }

  /** Makes a table the way other software would: with Iceberg's catalog and file IO alone. */
  private void create(String namespace, String name) {
    Map<String, String> properties = new HashMap<>(storage().properties());
    properties.put("uri", database());
    properties.put("warehouse", WAREHOUSE);
    properties.put("io-impl", S3FileIO.class.getName());
    properties.put("jdbc.schema-version", "V1");
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize("lake", properties);
      catalog.createTable(TableIdentifier.of(Namespace.of(namespace), name), SCHEMA);
    }
  }

  /** Writes a data file; what is in it does not matter to the store. */
  private static DataFile write(Table table, byte[] bytes, long rows) throws IOException {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try (PositionOutputStream out = table.io().newOutputFile(location).create()) {
      out.write(bytes);
    }
    return DataFiles.builder(table.spec())
        .withPath(location)
        .withFileSizeInBytes(bytes.length)
        .withRecordCount(rows)
        .build();
  }

  private static long objects(Table table, String prefix) {
    long found = 0;
    for (var file : ((SupportsPrefixOperations) table.io()).listPrefix(prefix)) {
      found += file.size() > 0 ? 1 : 0;
    }
    return found;
  }

  @Test
  void lake_onS3_writesInParts_readsRanges_listsAndDeletes() throws Exception {
    try (Lake lake = Lake.connect(config(storage()))) {
      // Given
      lake.createNamespace("raw");
      create("raw", "orders");
      LakeTable orders = lake.table("raw.orders");
      Table table = orders.iceberg();
      assertThat(table.location()).startsWith(WAREHOUSE + "/raw/orders");

      // When
      byte[] bytes = new byte[12 << 20];
      new Random(1).nextBytes(bytes);
      DataFile large = write(table, bytes, 1200);
      DataFile small = write(table, new byte[] {1, 2, 3}, 3);
      table.newFastAppend().appendFile(large).appendFile(small).commit();

      // Then
      assertThat(orders.description().counts().rows()).isEqualTo(1203);
      try (SeekableInputStream in = table.io().newInputFile(large.location()).newStream()) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
        byte[] range = new byte[1000];
        ((RangeReadable) in).readFully(6_000_000, range);
        assertThat(range).isEqualTo(Arrays.copyOfRange(bytes, 6_000_000, 6_001_000));
      }
      assertThat(objects(table, table.location())).isGreaterThanOrEqualTo(5);
      lake.purge("raw.orders");
      assertThat(objects(table, table.location() + "/data")).isZero();
      assertThat(lake.tables()).isEmpty();
    }
  }

  @Test
  void tables_onS3_areWritten_readThroughTheCache_andKept() throws Exception {
    // Given
    Path cache = temp.resolve("cache");
    LakeConfig config =
        LakeConfig.jdbc(database())
            .warehouse(WAREHOUSE)
            .properties(storage().properties())
            .resources(Resources.defaults().cache(cache, 10 << 20))
            .build();
    DataContract contract = DataContract.parse(CONTRACT, DocumentFormat.YAML, "orders");
    try (Lake lake = Lake.connect(config)) {
      LakeTable orders = lake.create(contract);

      // When
      lake.write("orders")
          .from("select x as id, x::integer as n from range(100) r(x)")
          .append()
          .run()
          .orThrow();
      lake.write("orders")
          .from("select x as id, 0 as n from range(50, 150) r(x)")
          .upsert()
          .run()
          .orThrow();
      lake.write("orders").deleteWhere("id = ?", 0).run().orThrow();

      // Then
      assertThat(sums(lake)).isEqualTo("149 1225");
      orders.maintenance().plan(Compaction.binPack().leastFiles(2)).run().orThrow();
      orders
          .maintenance()
          .plan(SnapshotExpiry.standard().olderThan(Duration.ofMillis(1)).keepLast(1))
          .run()
          .orThrow();
      orders.maintenance().plan(OrphanRemoval.standard()).run().orThrow();
      assertThat(orders.description().counts().files()).isEqualTo(1);
      assertThat(sums(lake)).isEqualTo("149 1225");
      assertThat(objects(orders.iceberg(), orders.iceberg().location() + "/data/")).isEqualTo(1);
    }
    try (Stream<Path> kept = Files.list(cache.resolve("files"))) {
      assertThat(kept).isNotEmpty();
    }
    try (Stream<Path> used = Files.list(cache.resolve("use"))) {
      assertThat(used).isEmpty();
    }
  }

  private static String sums(Lake lake) {
    try (Stream<Row> rows = lake.sql("select count(*) as c, sum(n) as s from orders").rows()) {
      Row row = rows.findFirst().orElseThrow();
      return row.as("c", Long.class) + " " + row.as("s", Long.class);
    }
  }

  @Test
  void lake_dropped_keepsItsObjects() throws Exception {
    try (Lake lake = Lake.connect(config(storage()))) {
      // Given
      lake.createNamespace("raw");
      create("raw", "kept");
      Table table = lake.table("raw.kept").iceberg();
      table.newFastAppend().appendFile(write(table, new byte[] {1}, 1)).commit();
      long before = objects(table, table.location());

      // When
      lake.drop("raw.kept");

      // Then
      assertThat(objects(table, table.location())).isEqualTo(before).isPositive();
    }
  }
}
