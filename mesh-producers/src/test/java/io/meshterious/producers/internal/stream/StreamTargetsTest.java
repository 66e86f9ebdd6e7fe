// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import static io.meshterious.producers.target.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.Targets;
import io.meshterious.rabbitmq.StreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTargetsTest {
  @Test
  void open_withoutTheClient_namesTheDependency() {
    TargetRequest request = request("rabbitmq-stream://u:s3cret@host/", new Refusals());
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () -> StreamClient.require(request.place(), ClassLoader.getPlatformClassLoader()))
        .withMessage(
            "Cannot open target 'rabbitmq-stream://u:***@host/': streams need"
                + " com.rabbitmq:stream-client on the class path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "compression=zstd -> only with sub-entry-size",
        "sub-entry-size=10&producer=p -> the broker numbers whole entries",
        "declare=false&max-age=7d -> not with what a stream is declared with",
        "queue=orders -> known options are",
        "verify=none -> only with TLS",
        "window=0 -> a whole number from 1",
      })
  void open_optionsThatDoNotFit_areRefused(String options, String why) {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () ->
                Targets.load()
                    .open(request("rabbitmq-stream://localhost/?" + options, new Refusals())))
        .withMessageContaining(why)
        .matches(it -> it.code() == ProducerError.TARGET_INVALID);
  }
}
