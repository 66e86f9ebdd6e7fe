// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTypeTest {
  /** The property {@code t.c} with these keys, as flow YAML. */
  private static Property property(String keys) {
    Document document =
        Document.parse(
            "{schema: [{name: t, properties: [{name: c, " + keys + "}]}]}",
            DocumentFormat.YAML,
            "type.odcs.yaml");
    return DataContract.lenient(document).tables().get(0).properties().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # text
          logicalType: string                                                     | text
          logicalType: string, logicalTypeOptions: {maxLength: 20}                | text(20)
          logicalType: string, physicalType: varchar(30)                          | text(30)
          logicalType: string, physicalType: 'VARCHAR2( 30 CHAR )'                | text(30)
          logicalType: string, physicalType: 'character varying(9)'               | text(9)
          logicalType: string, physicalType: varchar(30), logicalTypeOptions: {maxLength: 20} | text(20)
          logicalType: string, physicalType: bigint                               | text
          logicalType: string, logicalTypeOptions: {format: email}                | text
          logicalType: string, logicalTypeOptions: {format: uuid}                 | uuid
          logicalType: string, physicalType: UUID                                 | uuid
          logicalType: string, logicalTypeOptions: {format: binary}               | binary
          logicalType: string, logicalTypeOptions: {format: byte}                 | binary
          logicalType: string, physicalType: bytea                                | binary
          logicalType: string, physicalType: varbinary(16)                        | binary
          logicalType: string, physicalType: jsonb                                | json
          # days, times
          logicalType: date                                                       | date
          logicalType: date, physicalType: timestamp                              | date
          logicalType: time                                                       | time(6)
          logicalType: time, physicalType: time(3)                                | time(3)
          logicalType: timestamp                                                  | timestamp(6) with zone
          logicalType: timestamp, logicalTypeOptions: {timezone: true}            | timestamp(6) with zone
          logicalType: timestamp, logicalTypeOptions: {timezone: false}           | timestamp(6) without zone
          logicalType: timestamp, physicalType: timestamp                         | timestamp(6) with zone
          logicalType: timestamp, physicalType: timestamp(3)                      | timestamp(3) with zone
          logicalType: timestamp, physicalType: timestamp(3) without time zone    | timestamp(3) without zone
          logicalType: timestamp, physicalType: TIMESTAMP WITH TIME ZONE          | timestamp(6) with zone
          logicalType: timestamp, physicalType: timestamp_ntz                     | timestamp(6) without zone
          logicalType: timestamp, physicalType: timestamp_ntz, logicalTypeOptions: {timezone: true} | timestamp(6) with zone
          logicalType: timestamp, physicalType: datetime                          | timestamp(6) without zone
          logicalType: timestamp, physicalType: timestamp_s                       | timestamp(0) with zone
          logicalType: timestamp, physicalType: timestamp_ms                      | timestamp(3) with zone
          logicalType: timestamp, physicalType: timestamp_ns                      | timestamp(9) with zone
          logicalType: timestamp, physicalType: timestamp(12)                     | timestamp(6) with zone
          # whole numbers
          logicalType: integer                                                    | i32
          logicalType: integer, logicalTypeOptions: {format: i8}                  | i8
          logicalType: integer, logicalTypeOptions: {format: i16}                 | i16
          logicalType: integer, logicalTypeOptions: {format: i32}                 | i32
          logicalType: integer, logicalTypeOptions: {format: i64}                 | i64
          logicalType: integer, logicalTypeOptions: {format: i128}                | i128
          logicalType: integer, logicalTypeOptions: {format: u8}                  | u8
          logicalType: integer, logicalTypeOptions: {format: u16}                 | u16
          logicalType: integer, logicalTypeOptions: {format: u32}                 | u32
          logicalType: integer, logicalTypeOptions: {format: u64}                 | u64
          logicalType: integer, logicalTypeOptions: {format: u128}                | u128
          logicalType: integer, physicalType: tinyint                             | i8
          logicalType: integer, physicalType: smallint                            | i16
          logicalType: integer, physicalType: INTEGER                             | i32
          logicalType: integer, physicalType: bigint                              | i64
          logicalType: integer, physicalType: int8                                | i64
          logicalType: integer, physicalType: INT64                               | i64
          logicalType: integer, physicalType: hugeint                             | i128
          logicalType: integer, physicalType: ubigint                             | u64
          logicalType: integer, physicalType: bigint, logicalTypeOptions: {format: i16} | i16
          logicalType: integer, physicalType: 'number(4,0)'                       | i16
          logicalType: integer, physicalType: 'number(9)'                         | i32
          logicalType: integer, physicalType: 'numeric(18,0)'                     | i64
          logicalType: integer, physicalType: 'NUMBER(19)'                        | decimal(19,0)
          logicalType: integer, physicalType: 'NUMBER(38,0)'                      | decimal(38,0)
          logicalType: integer, physicalType: numeric                             | i32
          logicalType: integer, physicalType: 'number(10,2)'                      | i32
          # numbers
          logicalType: number                                                     | f64
          logicalType: number, logicalTypeOptions: {format: f32}                  | f32
          logicalType: number, logicalTypeOptions: {format: f64}                  | f64
          logicalType: number, physicalType: real                                 | f32
          logicalType: number, physicalType: double precision                     | f64
          logicalType: number, physicalType: float, logicalTypeOptions: {format: f64} | f64
          logicalType: number, physicalType: 'DECIMAL(12,2)'                      | decimal(12,2)
          logicalType: number, physicalType: 'decimal( 12 , 2 )'                  | decimal(12,2)
          logicalType: number, physicalType: numeric(10)                          | decimal(10,0)
          logicalType: number, physicalType: numeric                              | decimal(38,9)
          # the rest
          logicalType: boolean                                                    | bool
          logicalType: object                                                     | json
          logicalType: array                                                      | json
          # the physical type alone
          physicalType: text                                                      | text
          physicalType: char(2)                                                   | text(2)
          physicalType: uuid                                                      | uuid
          physicalType: blob                                                      | binary
          physicalType: json                                                      | json
          physicalType: bigint                                                    | i64
          physicalType: 'decimal(9,3)'                                            | decimal(9,3)
          physicalType: 'number(38,0)'                                            | decimal(38,0)
          physicalType: float8                                                    | f64
          physicalType: date                                                      | date
          physicalType: time                                                      | time(6)
          physicalType: timestamptz                                               | timestamp(6) with zone
          physicalType: bool                                                      | bool
          """)
  void dataType_logicalTypeOptionsAndPhysicalType_makeOneType(String keys, String type) {
    assertThat(property(keys).dataType().label()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          description: nothing                                | it has neither logicalType nor physicalType
          physicalType: 'struct<a int>'                       | it has no logicalType, and physicalType 'struct<a int>' is not known
          physicalType: geography                             | it has no logicalType, and physicalType 'geography' is not known
          logicalType: integer, logicalTypeOptions: {format: int64} | format 'int64' is not known; allowed are i8, i16, i32, i64, i128, u8, u16, u32, u64 and u128
          logicalType: number, logicalTypeOptions: {format: f16} | format 'f16' is not known; allowed are f32 and f64
          logicalType: number, physicalType: 'decimal(39,2)'  | physicalType 'decimal(39,2)' is not a decimal of 1 to 38 digits with a scale of 0 to its precision
          logicalType: integer, physicalType: 'number(39,0)'  | physicalType 'number(39,0)' is not a decimal of 1 to 38 digits with a scale of 0 to its precision
          logicalType: number, physicalType: 'decimal(0)'     | physicalType 'decimal(0)' is not a decimal of 1 to 38 digits with a scale of 0 to its precision
          logicalType: number, physicalType: 'decimal(5,6)'   | physicalType 'decimal(5,6)' is not a decimal of 1 to 38 digits with a scale of 0 to its precision
          """)
  void dataType_whatMakesNoType_isRefusedWithTheReason(String keys, String why) {
    assertThatThrownBy(() -> property(keys).dataType())
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.TYPE_UNRESOLVED))
        .hasMessage("Cannot resolve the type of 't.c': " + why);
  }

  @Test
  void dataType_object_isAStructOfItsProperties() {
    Property object =
        property(
            """
            logicalType: object, logicalTypeOptions: {required: [lon]}, properties: [
              {name: lat, logicalType: number, required: true},
              {name: lon, logicalType: number},
              {name: note, logicalType: string}]
            """);
    assertThat(object.dataType())
        .isEqualTo(
            new DataType.Struct(
                List.of(
                    new DataType.Field("lat", new DataType.Real(64), true),
                    new DataType.Field("lon", new DataType.Real(64), true),
                    new DataType.Field("note", new DataType.Text(OptionalInt.empty()), false))));
    assertThat(object.dataType().label()).isEqualTo("struct[lat f64, lon f64, note text]");
  }

  @Test
  void dataType_array_hasTheTypeOfItsItems() {
    Property array =
        property(
            "logicalType: array, items: {logicalType: array, items: {logicalType: date, required: true}}");
    assertThat(array.dataType())
        .isEqualTo(new DataType.Array(new DataType.Array(new DataType.Date(), true), false));
    assertThat(array.dataType().label()).isEqualTo("array of array of date");
  }

  @Test
  void dataType_unresolvedInside_isNamedWithItsPath() {
    Property object =
        property(
            "logicalType: object, properties: [{name: d, logicalType: array, items: {name: e}}]");
    assertThatThrownBy(object::dataType)
        .hasMessage(
            "Cannot resolve the type of 't.c.d[]': it has neither logicalType nor physicalType");
  }
}
