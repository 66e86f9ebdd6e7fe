// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.decode.PayloadBuffer;
import io.meshterious.ingest.decode.PayloadDecoder;
import io.meshterious.ingest.decode.Rejection;
import io.meshterious.ingest.internal.decode.payload.Payloads.Handling;
import io.meshterious.testkit.SeededRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadsTest {
  private static final Table THINGS =
      DataContract.parse(
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: t
              version: 1.0.0
              status: active
              schema:
                - name: things
                  logicalType: object
                  properties:
                    - {name: id, logicalType: integer, required: true}
                    - {name: note, logicalType: string}
                    - name: who
                      logicalType: object
                      required: true
                      properties:
                        - {name: adult, logicalType: boolean}
                    - {name: tags, logicalType: array, items: {logicalType: string}}
              """,
              DocumentFormat.YAML,
              "things")
          .tables()
          .get(0);

  private final Payloads payloads = Payloads.of(THINGS);
  private final PayloadBuffer buffer = new PayloadBuffer();

  private PayloadDecoder decoder(String contentType) {
    assertThat(payloads.of(contentType)).isInstanceOf(Handling.Decoded.class);
    return ((Handling.Decoded) payloads.of(contentType)).decoder();
  }

  private Rejection refusal(String contentType) {
    assertThat(payloads.of(contentType)).isInstanceOf(Handling.Refused.class);
    return ((Handling.Refused) payloads.of(contentType)).rejection();
  }

  /** The JSON of a payload, or why there is none. */
  private String decode(String contentType, String payload) {
    return decode(contentType, payload.getBytes(UTF_8));
  }

  private String decode(String contentType, byte[] payload) {
    byte[] around = new byte[payload.length + 10];
    System.arraycopy(payload, 0, around, 5, payload.length);
    buffer.clear();
    Optional<Rejection> rejection =
        decoder(contentType).decode(around, 5, 5 + payload.length, buffer);
    rejection.ifPresent(it -> assertThat(it.code()).isEqualTo(DecodeError.PAYLOAD_UNREADABLE));
    return rejection
        .map(Rejection::reason)
        .orElseGet(() -> new String(buffer.array(), 0, buffer.length(), UTF_8));
  }

  @Test
  void of_jsonAndNothing_areAsTheyAre() {
    for (String type :
        new String[] {
          "",
          "application/json",
          "Application/JSON; charset=utf-8",
          "text/json",
          "application/a+json"
        }) {
      assertThat(payloads.of(type)).as(type).isInstanceOf(Handling.AsTheyAre.class);
    }
  }

  @Test
  void of_unknownContentType_saysWhatIsKnown() {
    assertThat(refusal("text/cvs").code()).isEqualTo(DecodeError.CONTENT_TYPE_UNKNOWN);
    assertThat(refusal("text/cvs").reason())
        .contains("'text/cvs'", "known are JSON and [text/csv]", "did you mean 'text/csv'?");
    assertThat(refusal("text/csv; a b").reason()).contains("cannot be read");
    assertThat(refusal("text/csv; heder=\"a\"").reason()).contains("did you mean 'header'?");
    assertThat(refusal("text/csv; charset=latin1").reason()).contains("charset");
    assertThat(refusal("text/csv; delimiter=\"ab\"").reason()).contains("one ASCII character");
    assertThat(refusal("text/csv; header=\"id,id\"").reason()).contains("a name of its own");
  }

  @Test
  void of_manyContentTypes_areNotAllKept() {
    for (int i = 0; i < 5_000; i++) {
      refusal("a/b-" + i);
    }
    assertThat(decode("text/csv; header=\"id\"", "1")).isEqualTo("{\"id\":1,\"who\":{}}");
  }

  @Test
  void decode_record_isJsonByTheTable() {
    String type = "text/csv; header=\"who.adult,id,note,tags\"";
    assertThat(decode(type, "TRUE,1,\"a\"\"b\n\",\"[\"\"x\"\"]\""))
        .isEqualTo(
            "{\"id\":1,\"note\":\"a\\\"b\\u000a\",\"who\":{\"adult\":true},\"tags\":[\"x\"]}");
    assertThat(decode(type, ",2,,")).isEqualTo("{\"id\":2,\"who\":{}}");
    assertThat(decode("text/csv", "3,n,,")).isEqualTo("{\"id\":3,\"note\":\"n\",\"who\":{}}");
    assertThat(decode("text/csv; header=\"id,note\"; delimiter=\";\"; quote=\"'\"", "4;';'"))
        .isEqualTo("{\"id\":4,\"note\":\";\",\"who\":{}}");
  }

  @Test
  void decode_columnsThatTheTableDoesNotHave_becomeFields() {
    String type = "text/csv; header=\"id,\\\"ex\\\"\\\"tra\\\",more\"";
    assertThat(decode(type, "1,x,")).isEqualTo("{\"id\":1,\"who\":{},\"ex\\\"tra\":\"x\"}");
    assertThat(decode("text/csv; header=\"more\"", "x")).isEqualTo("{\"who\":{},\"more\":\"x\"}");
  }

  @Test
  void decode_whatIsNoRecordOfTheTable_saysWhyNot() {
    String type = "text/csv; header=\"id,tags\"";
    assertThat(decode(type, "1")).isEqualTo("it has 1 cells, and the header 2");
    assertThat(decode(type, "1,2,3")).isEqualTo("it has 3 cells, and the header 2");
    assertThat(decode(type, "")).isEqualTo("it is empty");
    assertThat(decode(type, "1,[]\n2,[]")).isEqualTo("it is more than one record");
    assertThat(decode(type, "x,")).isEqualTo("its 'id' is no number");
    assertThat(decode(type, "\"1,\"\"a\"\":2\",")).isEqualTo("its 'id' is no number");
    assertThat(decode(type, "01,")).isEqualTo("its 'id' is no number");
    assertThat(decode(type, "1,[")).startsWith("its 'tags' is no JSON");
    assertThat(decode(type, "1,\"[],\"\"id\"\":2\"")).startsWith("its 'tags' is no JSON");
    assertThat(decode(type, "1,\"[]")).contains("does not end");
    assertThat(decode(type, "5,[]")).isEqualTo("{\"id\":5,\"who\":{},\"tags\":[]}");
  }

  @Test
  void contentType_anyParameters_areReadAsWritten() {
    SeededRandom random = SeededRandom.forTest("content types");
    for (int i = 0; i < 1_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int length = random.below(8); length > 0; length--) {
        value.append(random.oneOf("a", "\"", "\\", ";", "=", " ", "\t", "\n", "ä"));
      }
      ContentType type = new ContentType("text/csv", Map.of("header", value.toString(), "b", "c"));
      assertThat(ContentType.parse(type.toString())).contains(type);
    }
  }
}
