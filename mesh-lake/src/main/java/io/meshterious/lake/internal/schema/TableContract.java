// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ReadLimits;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The contract that an Iceberg table was made from, as the table itself remembers it.
 *
 * <p>The contract's text is a table property: JSON, deflated, in base64, about a third of the YAML
 * file. Table metadata is written anew with every commit, so that the text has to be small.
 *
 * @param contract the contract
 * @param table the contract's table
 */
public record TableContract(DataContract contract, Table table) {
  /** The table property with the id of the contract. */
  public static final String ID = "mesh.contract.id";

  /** The table property with the version of the contract. */
  public static final String VERSION = "mesh.contract.version";

  /** The table property with the name of the table in the contract. */
  public static final String TABLE = "mesh.contract.table";

  /** The table property with the text of the contract. */
  public static final String DOCUMENT = "mesh.contract.document";

  private static final ReadLimits LIMITS =
      ReadLimits.DEFAULT.withBytes(256 << 20).withDepth(ReadLimits.MAX_DEPTH);

  /** What all of these properties begin with. */
  static final String PREFIX = "mesh.contract.";

  /** The properties that let a table remember its contract. */
  static Map<String, String> properties(DataContract contract, Table table) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(ID, contract.id().orElse(""));
    properties.put(VERSION, contract.version());
    properties.put(TABLE, table.name());
    properties.put(DOCUMENT, pack(contract.write(DocumentFormat.JSON)));
    return properties;
  }

  /**
   * The contract of a table; empty when it was not made from one.
   *
   * @throws MeshException with {@link TableError#NO_CONTRACT} when what the table remembers cannot
   *     be read
   */
  public static Optional<TableContract> find(org.apache.iceberg.Table table) {
    return find(table.name(), table.properties());
  }

  static Optional<TableContract> find(String tableName, Map<String, String> properties) {
    String document = properties.get(DOCUMENT);
    if (document == null) {
      return Optional.empty();
    }
    try {
      String origin = "contract of table " + tableName;
      Document read = Document.parse(unpack(document), DocumentFormat.JSON, origin, LIMITS);
      DataContract contract = DataContract.lenient((MapNode) read.root(), origin);
      String name = properties.getOrDefault(TABLE, "");
      Table table =
          contract.table(name).orElseThrow(() -> new IOException("No table '" + name + "'"));
      return Optional.of(new TableContract(contract, table));
    } catch (IOException | IllegalArgumentException | ClassCastException | MeshException broken) {
      throw unreadable(tableName, broken);
    }
  }

  private static MeshException unreadable(String tableName, Exception cause) {
    return new MeshException(
        TableError.NO_CONTRACT,
        "Cannot read the contract of table '"
            + tableName
            + "': its property '"
            + DOCUMENT
            + "' is damaged, or '"
            + TABLE
            + "' names a table that the contract does not have; restore both from an older metadata"
            + " file",
        cause);
  }

  /**
   * The field id of every property that the table has a column for, by the property's path, such as
   * {@code orders.customer.email}, with {@code []} for the items of an array.
   *
   * @param schema the table's schema
   */
  public Map<String, Integer> fieldIds(Schema schema) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    collect(table.properties(), schema.columns(), ids);
    return ids;
  }

  private static void collect(
      List<Property> properties, List<NestedField> fields, Map<String, Integer> ids) {
    for (Property property : properties) {
      fields.stream()
          .filter(field -> field.name().equals(property.columnName()))
          .findFirst()
          .ifPresent(field -> collect(property, field, ids));
    }
  }

  private static void collect(Property property, NestedField field, Map<String, Integer> ids) {
    ids.put(property.path(), field.fieldId());
    Type type = field.type();
    if (type.isStructType()) {
      collect(property.properties(), type.asStructType().fields(), ids);
    } else if (type.isListType() && property.items().isPresent()) {
      collect(property.items().get(), type.asListType().fields().get(0), ids);
    }
  }

  private static String pack(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String unpack(String packed) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(packed);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      byte[] text = in.readNBytes(LIMITS.bytes() + 1);
      return new String(text, StandardCharsets.UTF_8);
    }
  }
}
