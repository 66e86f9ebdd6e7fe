// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.ColumnBatch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDecoderTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: parcels
      version: 1.0.0
      status: active
      schema:
        - name: parcels
          logicalType: object
          customProperties:
            - {property: mesh.unknownFields, value: %s}
          properties:
            - {name: id, logicalType: integer, required: true, logicalTypeOptions: {format: i64}}
            - {name: small, logicalType: integer, logicalTypeOptions: {format: i8}}
            - {name: ten, logicalType: integer, logicalTypeOptions: {multipleOf: 10, minimum: 0, exclusiveMaximum: 100}}
            - {name: price, logicalType: number, physicalType: "decimal(5,2)"}
            - {name: huge, logicalType: number, physicalType: "decimal(38,4)"}
            - {name: ratio, logicalType: number, logicalTypeOptions: {maximum: 0.1}}
            - {name: single, logicalType: number, logicalTypeOptions: {format: f32}}
            - {name: code, logicalType: string, logicalTypeOptions: {pattern: "^[A-Z]{2}-[0-9]{3}$"}}
            - {name: word, logicalType: string, logicalTypeOptions: {minLength: 2, maxLength: 4}}
            - {name: mail, logicalType: string, logicalTypeOptions: {format: email}}
            - {name: key, logicalType: string, logicalTypeOptions: {format: uuid}}
            - {name: raw, logicalType: string, physicalType: bytes, logicalTypeOptions: {maxLength: 4}}
            - {name: day, logicalType: date, logicalTypeOptions: {minimum: "2020-01-01"}}
            - {name: local_day, logicalType: date, logicalTypeOptions: {format: dd.MM.yyyy}}
            - {name: at, logicalType: timestamp, logicalTypeOptions: {timezone: true}}
            - {name: clock, logicalType: time}
            - {name: kind, logicalType: string, customProperties: [{property: mesh.vocabulary, value: [a, "b\\"c", ü]}]}
            - {name: flag, logicalType: boolean}
            - {name: any, logicalType: string, physicalType: json}
            - name: who
              logicalType: object
              properties:
                - {name: name, logicalType: string, required: true}
                - {name: age, logicalType: integer}
            - name: tags
              logicalType: array
              logicalTypeOptions: {maxItems: 3, uniqueItems: true}
              items: {logicalType: string}
            - name: lines
              logicalType: array
              items:
                logicalType: object
                properties:
                  - {name: no, logicalType: integer, required: true}
      """;

  @TempDir private Path folder;
  private DecoderTables tables;
  private EventDecoder decoder;

  @BeforeEach
  void open() {
    tables = new DecoderTables(folder);
    decoder = decoder("ignore", DecodeLimits.USUAL);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private EventDecoder decoder(String unknownFields, DecodeLimits limits) {
    DataContract contract = parsed(CONTRACT.formatted(unknownFields));
    ColumnBatch batch = tables.batch(contract, contract.tables().get(0));
    return EventDecoder.of(contract.tables().get(0), batch, limits);
  }

  private static DataContract parsed(String yaml) {
    return DataContract.parse(yaml, DocumentFormat.YAML, "parcels.odcs.yaml");
  }

  private Map<String, Object> row(String event) {
    byte[] bytes = event.getBytes(UTF_8);
    decoder.batch().clear();
    boolean is = decoder.decode(bytes, 0, bytes.length);
    assertThat(is).as(() -> event + ": " + decoder.rejection()).isTrue();
    return BatchValues.row(decoder.batch(), 0);
  }

  private Rejection rejection(String event) {
    return rejection(event.getBytes(UTF_8));
  }

  private Rejection rejection(byte[] event) {
    int before = decoder.batch().rows();
    assertThat(decoder.decode(event, 0, event.length)).isFalse();
    assertThat(decoder.batch().rows()).isEqualTo(before);
    return decoder.rejection();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"id\":true}|TYPE_WRONG|id|6|it is true or false, and has to be a whole number",
        "{\"id\":1.5}|NOT_A_MULTIPLE|id|6|it has a fraction, and has to be a whole number",
        "{\"id\":null}|FIELD_NULL|id|6|it is null, and required",
        "{}|FIELD_MISSING|id|1|it is not there",
        "{\"id\":1,\"id\":1}|FIELD_REPEATED|id|8|it is there twice",
        "{\"id\":1,\"small\":128}|OUT_OF_RANGE|small|16|it is not from -128 to 127",
        "{\"id\":1,\"ten\":15}|NOT_A_MULTIPLE|ten|14|it is no multiple of 10",
        "{\"id\":1,\"ten\":100}|OUT_OF_RANGE|ten|14|it is not from 0 and below 100",
        "{\"id\":1,\"price\":1.555}|NOT_A_MULTIPLE|price|16|it has more than 2 digits after the point",
        "{\"id\":1,\"price\":1000}|OUT_OF_RANGE|price|16|it is not above -1000 and below 1000",
        "{\"id\":1,\"price\":\"1\"}|TYPE_WRONG|price|16|it is a text, and has to be a number",
        "{\"id\":1,\"ratio\":0.10000000000000000001}|OUT_OF_RANGE|ratio|16|it is not from -1.7976931348623157E+308 to 0.1",
        "{\"id\":1,\"code\":\"AB-12\"}|PATTERN_BROKEN|code|15|it does not match the pattern ^[A-Z]{2}-[0-9]{3}$",
        "{\"id\":1,\"word\":\"a\"}|LENGTH_WRONG|word|15|it is shorter than 2 characters",
        "{\"id\":1,\"word\":\"abcde\"}|LENGTH_WRONG|word|15|it is longer than 4 characters",
        "{\"id\":1,\"mail\":\"a.b\"}|FORM_BROKEN|mail|15|it is no email",
        "{\"id\":1,\"key\":\"1\"}|FORM_BROKEN|key|14|it is no identifier such as a UUID",
        "{\"id\":1,\"raw\":\"QQ\"}|FORM_BROKEN|raw|14|it is no base64 with padding",
        "{\"id\":1,\"raw\":\"QR==\"}|FORM_BROKEN|raw|14|it is no base64 with padding",
        "{\"id\":1,\"raw\":\"AAAAAAA=\"}|LENGTH_WRONG|raw|14|it is longer than 4 bytes",
        "{\"id\":1,\"day\":\"2026-02-30\"}|FORM_BROKEN|day|14|it is not written as a day such as 2026-01-31",
        "{\"id\":1,\"day\":\"2019-12-31\"}|OUT_OF_RANGE|day|14|it is not from 2020-01-01",
        "{\"id\":1,\"local_day\":\"1.1.2026\"}|FORM_BROKEN|local_day|20|it is not written as 'dd.MM.yyyy'",
        "{\"id\":1,\"kind\":\"c\"}|NOT_ALLOWED|kind|15|it is none of the texts allowed",
        "{\"id\":1,\"flag\":1}|TYPE_WRONG|flag|15|it is a number, and has to be true or false",
        "{\"id\":1,\"who\":{}}|FIELD_MISSING|who.name|15|it is not there",
        "{\"id\":1,\"who\":[]}|TYPE_WRONG|who|14|it is an array, and has to be an object",
        "{\"id\":1,\"tags\":[\"a\",\"b\",\"\\u0061\"]}|ITEMS_WRONG|tags|15|two of its items are the same",
        "{\"id\":1,\"tags\":[\"a\",\"b\",\"c\",\"d\"]}|ITEMS_WRONG|tags|15|it has not 0 to 3 items",
        "{\"id\":1,\"lines\":[{\"no\":1},{}]}|FIELD_MISSING|lines[].no|27|it is not there",
        "[]|NOT_AN_OBJECT||0|it is no object",
        "{\"id\":1,}|JSON_MALFORMED||8|a name in quotes is expected",
        "{\"id\":01}|JSON_MALFORMED||6|a number begins with a zero that counts for nothing",
        "{\"id\":1}x|JSON_MALFORMED||8|something follows the object",
        "{\"id\":1,\"x\":tru}|JSON_MALFORMED||12|a value is expected",
        "{\"id\":1,\"x\":\"\\x\"}|JSON_MALFORMED||13|a text has an escape that JSON does not know",
        "{\"id\":1,\"x\":\"\\ud83d\"}|JSON_MALFORMED||13|half of a surrogate pair stands for no character",
        "{\"id\":1|JSON_MALFORMED||7|it ends in the middle",
        "{\"id\":1,\"x\":[1 2]}|JSON_MALFORMED||15|',' or ']' is expected",
      })
  void decode_whatTheContractDoesNotSay_isRejectedWithTheReason(
      String event, DecodeError code, String field, int offset, String reason) {
    Rejection rejection = rejection(event);
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.field().orElse(null)).isEqualTo(field);
    assertThat(rejection.offset()).isEqualTo(offset);
    assertThat(rejection.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1e2,100",
    "100.0,100",
    "-0,0",
    "0.1E+2,10",
    "12e0,12",
    "-9223372036854775808,-9223372036854775808"
  })
  void integers_howeverWritten_areTheNumberTheyAre(String written, BigDecimal number) {
    assertThat(row("{\"id\":" + written + "}")).containsEntry("id", number);
  }

  @Test
  void numbers_ofManyDigits_areNeitherRoundedNorCut() {
    String most = "9999999999999999999999999999999999.9999";
    assertThat(row("{\"id\":1,\"huge\":-" + most + "}"))
        .containsEntry("huge", new BigDecimal("-" + most));
    assertThat(row("{\"id\":1,\"ratio\":0.0051234567890123456,\"single\":0.1}"))
        .containsEntry("ratio", Double.valueOf("0.0051234567890123456"))
        .containsEntry("single", 0.1f);
    assertThat(row("{\"id\":1,\"ratio\":0.1}")).containsEntry("ratio", 0.1);
    assertThat(rejection("{\"id\":1e999999999999999999}").code())
        .isEqualTo(DecodeError.OUT_OF_RANGE);
    assertThat(rejection("{\"id\":1,\"huge\":1e-999999999}").code())
        .isEqualTo(DecodeError.NOT_A_MULTIPLE);
  }

  @Test
  void texts_inAnyScript_areKeptAndCountedByCharacter() {
    assertThat(row("{\"id\":1,\"word\":\"Käse\"}")).containsEntry("word", "Käse");
    assertThat(row("{\"id\":1,\"word\":\"\\ud83d\\ude00\\n\\\"/\"}"))
        .containsEntry("word", "😀\n\"/");
    assertThat(row("{\"id\":1,\"kind\":\"\\u00fc\"}")).containsEntry("kind", "ü");
    assertThat(row("{\"id\":1,\"kind\":\"b\\\"c\"}")).containsEntry("kind", "b\"c");
    assertThat(rejection("{\"id\":1,\"word\":\"äöüßé\"}").code())
        .isEqualTo(DecodeError.LENGTH_WRONG);
  }

  @Test
  void times_withOffsetsAndFractions_arePointsInTime() {
    assertThat(row("{\"id\":1,\"at\":\"2026-01-31T00:30:00.5+01:00\"}"))
        .containsEntry("at", Instant.parse("2026-01-30T23:30:00.5Z"));
    assertThat(row("{\"id\":1,\"at\":\"0001-01-01T00:00:00Z\",\"local_day\":\"31.12.2026\"}"))
        .containsEntry("at", Instant.parse("0001-01-01T00:00:00Z"))
        .containsEntry("local_day", LocalDate.of(2026, 12, 31));
    for (String wrong :
        List.of(
            "2016-12-31T23:59:60Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31t00:00:00Z",
            "2026-01-31T00:00:00",
            "2026-01-31T00:00:00+19:00",
            "2026-01-31T00:00:00.1234567Z")) {
      assertThat(rejection("{\"id\":1,\"at\":\"" + wrong + "\"}").code())
          .as(wrong)
          .isEqualTo(DecodeError.FORM_BROKEN);
    }
  }

  @Test
  void unknownFields_areIgnoredRefusedOrKept() {
    String event =
        "{\"x\":[1, {}],\"id\":1,\"who\":{\"name\":\"A\",\"hat\":\"ä\"},\"lines\":[{\"no\":1},{\"no\":2,\"y\":2}]}";
    assertThat(row(event)).containsOnlyKeys("id", "who", "lines");
    decoder = decoder("keep", DecodeLimits.USUAL);
    for (int i = 0; i < 30; i++) {
      assertThat(row(event))
          .containsEntry("unknown_fields", "{\"x\":[1, {}],\"who.hat\":\"ä\",\"lines[1].y\":2}");
      assertThat(row("{\"id\":1}")).containsOnlyKeys("id");
    }
    decoder = decoder("reject", DecodeLimits.USUAL);
    assertThat(rejection(event).field()).contains("x");
    assertThat(rejection("{\"id\":1,\"who\":{\"name\":\"A\",\"hat\":1}}"))
        .isEqualTo(
            new Rejection(
                DecodeError.FIELD_UNKNOWN,
                Optional.of("who.hat"),
                26,
                "the contract does not name it"));
  }

  @Test
  void json_ofAnyKind_isKeptAsItIsWritten() {
    assertThat(row("{\"id\":1,\"any\": {\"b\" : [1.0, null]} }"))
        .containsEntry("any", "{\"b\" : [1.0, null]}");
    assertThat(row("{\"id\":1,\"any\":7}")).containsEntry("any", "7");
  }

  @Test
  void shapes_ofLikeEvents_comeToTheSame() {
    for (int i = 0; i < 2_000; i++) {
      String mail = i % 3 == 0 ? "" : i % 3 == 1 ? ",\"mail\":null" : ",\"mail\":\"a@b.c\"";
      String event =
          "{\"id\": "
              + i
              + mail
              + ", \"who\": {\"name\": \"Ä"
              + i
              + "\", \"age\": "
              + i % 90
              + "}}";
      Map<String, Object> row = row(event);
      assertThat(row).containsEntry("id", BigDecimal.valueOf(i));
      assertThat(row.get("who"))
          .isEqualTo(Map.of("name", "Ä" + i, "age", BigDecimal.valueOf(i % 90)));
      assertThat(row.get("mail")).isEqualTo(i % 3 == 2 ? "a@b.c" : null);
    }
  }

  @Test
  void rejection_afterARow_isNone() {
    row("{\"id\":1}");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> decoder.rejection());
  }

  @Test
  void hostileEvents_areRejectedInTimeAndWithoutMuchMemory() {
    // Given
    decoder = decoder("ignore", new DecodeLimits(64 << 20, 64));
    String digits = "9".repeat(5_000_000);
    String names = "\"a".repeat(1) + "\":1,";
    Instant before = Instant.now();
    // Then
    assertThat(rejection("{\"x\":" + "[".repeat(100_000)).code())
        .isEqualTo(DecodeError.EVENT_TOO_LARGE);
    assertThat(rejection("{\"x\":" + "{\"a\":".repeat(100_000)).code())
        .isEqualTo(DecodeError.EVENT_TOO_LARGE);
    assertThat(rejection("{\"id\":" + digits + "}").code()).isEqualTo(DecodeError.OUT_OF_RANGE);
    assertThat(rejection("{\"id\":1,\"ratio\":0." + digits + "}").code())
        .isEqualTo(DecodeError.OUT_OF_RANGE);
    assertThat(rejection("{" + names.repeat(1_000_000) + "\"id\":true}").code())
        .isEqualTo(DecodeError.TYPE_WRONG);
    assertThat(rejection("{\"id\":1,\"word\":\"" + "x".repeat(30 << 20) + "\"}").code())
        .isEqualTo(DecodeError.LENGTH_WRONG);
    assertThat(rejection(new byte[65 << 20]).code()).isEqualTo(DecodeError.EVENT_TOO_LARGE);
    assertThat(rejection(new byte[1000]).code()).isEqualTo(DecodeError.JSON_MALFORMED);
    assertThat(rejection("\uFEFF{\"id\":1}").code()).isEqualTo(DecodeError.JSON_MALFORMED);
    assertThat(rejection(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"'}).code())
        .isEqualTo(DecodeError.JSON_MALFORMED);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void of_tableOfAnotherContract_saysWhatIsMissing() {
    DataContract contract = parsed(CONTRACT.formatted("ignore"));
    ColumnBatch batch = tables.batch(contract, contract.tables().get(0));
    DataContract other = parsed(CONTRACT.formatted("ignore").replace("name: ratio", "name: share"));
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> EventDecoder.of(other.tables().get(0), batch))
        .withMessageStartingWith("Cannot decode 'parcels.share': the table has no column 'share'")
        .matches(it -> it.code() == DecodeError.NOT_DECODABLE);
    for (int wrong : new int[] {0, 201}) {
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(() -> new DecodeLimits(1, wrong))
          .withMessage("Invalid limit of levels: " + wrong + " (1 to 200)");
    }
  }
}
