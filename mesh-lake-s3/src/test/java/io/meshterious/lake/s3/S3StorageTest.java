// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import org.junit.jupiter.api.Test;

/** What an S3 storage says to Iceberg, and what it keeps to itself. */
class S3StorageTest {
  @Test
  void storage_ofAmazon_choosesTheSmallHttpClient_andNothingElse() {
    assertThat(S3Storage.builder().region("eu-central-1").build().properties())
        .containsOnlyKeys("client.region", "http-client.type")
        .containsEntry("http-client.type", "urlconnection");
  }

  @Test
  void storage_ofAnEndpoint_addressesBucketsByPath_unlessToldOtherwise() {
    assertThat(S3Storage.builder().endpoint("http://localhost:9000").build().properties())
        .containsEntry("s3.path-style-access", "true")
        .containsEntry("client.region", "us-east-1");
    assertThat(
            S3Storage.builder()
                .endpoint("http://localhost:9000")
                .region("x")
                .property("s3.path-style-access", "false")
                .build()
                .properties())
        .containsEntry("s3.path-style-access", "false")
        .containsEntry("client.region", "x");
  }

  @Test
  void storage_printed_hidesValues() {
    // When
    String text =
        S3Storage.builder().credentials("id-1", "secret-1").sessionToken("t-1").build().toString();

    // Then
    assertThat(text)
        .contains("s3.access-key-id", "s3.session-token")
        .doesNotContain("id-1", "secret-1", "t-1");
  }

  @Test
  void options_wrong_areRefusedAtOnce_withoutTheirValue() {
    for (String endpoint :
        new String[] {"localhost:9000", "ftp://x", "http://me:secret@x", "http://", "a b"}) {
      assertThatThrownBy(() -> S3Storage.builder().endpoint(endpoint))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("Invalid endpoint")
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> S3Storage.builder().region(" "))
        .hasMessageContaining("Invalid region");
    assertThatThrownBy(() -> S3Storage.builder().region("a").region("b"))
        .hasMessageContaining("set it once");
    assertThatThrownBy(() -> S3Storage.builder().sessionToken("t").build())
        .hasMessageContaining("credentials(id, secret)");
  }
}
