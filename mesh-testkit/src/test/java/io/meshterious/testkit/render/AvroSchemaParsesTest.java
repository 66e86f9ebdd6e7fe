// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.internal.render.avro.AvroRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Rendered Avro schemas, judged by Avro's own library. */
class AvroSchemaParsesTest {
  private int roundTrips;

  @Test
  void schemas_parse_andRecordsComeBackAsTheyWere() throws IOException {
    // Given
    SeededRandom random = SeededRandom.forTest("Avro schemas and records");
    List<DataContract> contracts =
        new ArrayList<>(DataContracts.loadAll(Path.of("../mesh-examples/contracts")).all());
    contracts.add(
        DataContract.load(Path.of("../mesh-core/src/test/resources/render/parcels.odcs.yaml")));
    RandomContracts more = RandomContracts.anything(random);
    for (int i = 0; i < SeededRandom.rounds(100); i++) {
      contracts.add(more.next());
    }

    // When
    for (DataContract contract : contracts) {
      Schema.Parser parser = new Schema.Parser();
      parser.setValidateDefaults(true);
      RenderRequest request = RenderRequest.of(contract).with("names", "sanitize");
      for (Rendering.File file : new AvroRenderer().render(request).files()) {
        Schema schema = parser.parse(file.content());
        assertThat(schema.getType()).isEqualTo(Schema.Type.RECORD);
        logicalTypesAreKnown(schema);
        for (int i = 0; i < 5; i++) {
          roundTrip(schema, random);
        }
      }
    }

    // Then
    System.out.println(roundTrips + " records came back as they were");
    assertThat(roundTrips).isGreaterThan(500);
  }

  private void roundTrip(Schema schema, SeededRandom random) throws IOException {
    Object record = value(schema, random);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<Object>(schema).write(record, encoder);
    encoder.flush();
    Object back =
        new GenericDatumReader<Object>(schema, schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    assertThat(back).isEqualTo(record);
    roundTrips++;
  }

  /** An unknown or misplaced logical type is dropped silently by Avro; here it is not. */
  private static void logicalTypesAreKnown(Schema schema) {
    if (schema.getProp("logicalType") != null) {
      assertThat(LogicalTypes.fromSchema(schema)).as("logical type of %s", schema).isNotNull();
    }
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(field -> logicalTypesAreKnown(field.schema()));
      case UNION -> schema.getTypes().forEach(AvroSchemaParsesTest::logicalTypesAreKnown);
      case ARRAY -> logicalTypesAreKnown(schema.getElementType());
      default -> {}
    }
  }

  private Object value(Schema schema, SeededRandom random) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), random)));
        yield record;
      }
      case UNION -> value(random.oneOf(schema.getTypes()), random);
      case ARRAY -> {
        List<Object> items = new GenericData.Array<>(3, schema);
        for (int i = random.below(4); i > 0; i--) {
          items.add(value(schema.getElementType(), random));
        }
        yield items;
      }
      case ENUM -> new GenericData.EnumSymbol(schema, random.oneOf(schema.getEnumSymbols()));
      case BYTES -> bytes(schema, random);
      case INT -> (int) random.anyLong();
      case LONG -> random.anyLong();
      case FLOAT -> (float) random.fraction();
      case DOUBLE -> random.fraction();
      case BOOLEAN -> random.oneIn(2);
      case STRING -> new org.apache.avro.util.Utf8("text " + random.below(100));
      case NULL -> null;
      default -> throw new IllegalStateException("Unexpected type " + schema);
    };
  }

  private static Object bytes(Schema schema, SeededRandom random) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      BigInteger digits = new BigInteger("9".repeat(decimal.getPrecision()));
      BigDecimal value =
          new BigDecimal(random.oneIn(2) ? digits : digits.negate(), decimal.getScale());
      return new Conversions.DecimalConversion().toBytes(value, schema, decimal);
    }
    return ByteBuffer.wrap(new byte[] {1, 2, (byte) random.below(256)});
  }
}
