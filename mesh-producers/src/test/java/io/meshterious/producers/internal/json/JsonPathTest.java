// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
  private static final String JSON =
      " { \"a\" : 1 ,\n\"b\": {\"c\\u0064\":[1,{\"x\":\"}]\"}],\"e\\\"\\\\\":\"t\\\"\"\t}, \"é\":true,\"z\":null } ";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static Optional<JsonPath.Member> find(String json, String... names) {
    return new JsonPath(List.of(names)).find(bytes(json));
  }

  private static String value(String... names) {
    JsonPath.Member member = find(JSON, names).orElseThrow();
    return text(Arrays.copyOfRange(bytes(JSON), member.value(), member.end()));
  }

  @Test
  void find_ofMembersAtAnyDepth_givesTheirValues() {
    assertThat(value("a")).isEqualTo("1");
    assertThat(value("b", "cd")).isEqualTo("[1,{\"x\":\"}]\"}]");
    assertThat(value("b", "e\"\\")).isEqualTo("\"t\\\"\"");
    assertThat(value("é")).isEqualTo("true");
    assertThat(value("z")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " { } ", "[]", "17", "{\"b\":1}", "{\"b\":{\"a\":1}}"})
  void find_ofWhatIsNotThere_isEmpty(String json) {
    assertThat(find(json, "a")).isEmpty();
    assertThat(find(json, "b", "c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"a\":1};{}",
        "{ \"a\" : 1 };{  }",
        "{\"a\":1,\"b\":2};{\"b\":2}",
        "{\"a\":1 , \"b\":2};{ \"b\":2}",
        "{\"b\":2,\"a\":1};{\"b\":2}",
        "{\"b\":2 , \"a\":{} ,\"c\":3};{\"b\":2  ,\"c\":3}",
      })
  void remove_ofAMember_leavesAnObject(String json, String left) {
    byte[] changed = JsonEdit.remove(bytes(json), find(json, "a").orElseThrow());
    assertThat(text(changed)).isEqualTo(left);
  }

  @Test
  void insert_andReplace_leaveTheRest() {
    byte[] member = bytes("\"n\":[]");
    assertThat(text(JsonEdit.insert(bytes("{}"), member))).isEqualTo("{\"n\":[]}");
    assertThat(text(JsonEdit.insert(bytes(" { }"), member))).isEqualTo(" {\"n\":[] }");
    assertThat(text(JsonEdit.insert(bytes("{\"a\":1}"), member))).isEqualTo("{\"n\":[],\"a\":1}");
    String json = "{\"a\": 1 ,\"b\":2}";
    byte[] value = bytes("\"longer\"");
    assertThat(text(JsonEdit.replace(bytes(json), find(json, "a").orElseThrow(), value)))
        .isEqualTo("{\"a\": \"longer\" ,\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "\"\\\b\f\n\r\t\u0001", "é😀", "/"})
  void read_ofWhatWasWritten_givesTheSame(String text) {
    byte[] json = JsonText.write(text);
    assertThat(JsonText.read(json, 0, json.length)).isEqualTo(text);
  }

  @Test
  void read_ofEscapes_givesWhatTheyStandFor() {
    byte[] json = bytes("\"\\b\\f\\n\\r\\t\\/\\\"\\\\\\u00e9\\ud83d\\ude00\"");
    assertThat(JsonText.read(json, 0, json.length)).isEqualTo("\b\f\n\r\t/\"\\é😀");
  }

  @Test
  void values_areTextsThatAreNoNames() {
    byte[] json = bytes("{\"a\" : \"x\", \"b\":[\"y\",{\"c\":\"\\\"\"}]}");
    assertThat(JsonText.values(json).stream().map(it -> text(json).substring(it, it + 2)))
        .containsExactly("\"x", "\"y", "\"\\");
  }
}
