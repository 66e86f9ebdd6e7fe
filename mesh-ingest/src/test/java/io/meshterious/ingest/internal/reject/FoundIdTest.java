// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoundIdTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"a-1\",\"x\":1}|a-1",
        "{\"x\": 1, \"id\" : \"a-1\"|a-1",
        "{\"id\":-17}|-17",
        "{\"id\":1,\"id\":2}|1",
        "{\"kid\":1,\"id\":2}|2",
        "{\"id\":\"cut|``",
        "{\"id\":\"esc\\u0061ped\"}|``",
        "{\"id\":null}|``",
        "{\"id\":17|``",
        "{\"id\":{\"id\":3}}|3",
        "id|``",
      })
  void in_bytesOfAnyKind_isWhatLooksLikeIt(String body, String id) {
    assertThat(FoundId.in(body.getBytes(UTF_8), "id").orElse("")).isEqualTo(id);
  }
}
