// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.stream.Codec;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageBuilder;
import com.rabbitmq.stream.codec.InternalCodec;
import io.meshterious.core.event.EventKind;
import io.meshterious.testkit.SeededRandom;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found in messages of AMQP 1.0, beside what the client's own codec finds. */
class SectionsTest {
  private final FoundCodec codec = new FoundCodec("stream 'orders'");

  private static Random random() {
    return new Random(SeededRandom.forTest("messages of AMQP 1.0").seed());
  }

  private Found decode(byte[] message) {
    return (Found) codec.decode(Unpooled.wrappedBuffer(message), message.length);
  }

  private static byte[] encode(Message message) {
    Codec.EncodedMessage encoded = new InternalCodec().encode(message);
    ByteBuf bytes = Unpooled.buffer(4 + encoded.getSize());
    encoded.writeTo(bytes);
    byte[] out = new byte[encoded.getSize()];
    bytes.skipBytes(4).readBytes(out);
    return out;
  }

  private static byte[] body(Found found) {
    return Arrays.copyOfRange(found.body(), found.from(), found.to());
  }

  private static String text(Random random, int most) {
    return "x".repeat(random.nextInt(most));
  }

  private static byte[] message(Random random, byte[] body, EventKind kind) {
    MessageBuilder builder = new InternalCodec().messageBuilder().addData(body);
    builder
        .properties()
        .messageId(text(random, 300))
        .userId(new byte[random.nextInt(5)])
        .to(text(random, 10))
        .subject(kind.type())
        .correlationId(random.nextLong())
        .contentType(kind.contentType())
        .creationTime(random.nextInt())
        .messageBuilder();
    builder
        .applicationProperties()
        .entry("mesh.contract", kind.contract())
        .entry("mesh.contract-version", kind.contractVersion())
        .entry("n", random.nextInt(3))
        .entry("flag", random.nextBoolean())
        .messageBuilder();
    if (random.nextBoolean()) {
      builder.messageAnnotations().entry("x-note", text(random, 300)).messageBuilder();
    }
    return encode(builder.build());
  }

  @Test
  void decode_anyMessage_findsBodyAndKind() {
    Random random = random();
    for (int i = 0; i < SeededRandom.rounds(2_000); i++) {
      byte[] body = new byte[random.nextInt(600)];
      random.nextBytes(body);
      EventKind kind =
          new EventKind(
              text(random, 4), text(random, 4), "c" + random.nextInt(2), "v" + random.nextInt(2));
      Found found = decode(message(random, body, kind));
      assertThat(body(found)).isEqualTo(body);
      assertThat(found.kind()).isEqualTo(kind);
      assertThat(found.body()).hasSizeGreaterThanOrEqualTo(found.to() + 64);
    }
  }

  @Test
  void decode_sameKindAgain_isTheSameObject() {
    Random random = random();
    EventKind kind = new EventKind("a", "b", "c", "d");
    byte[] message = message(random, new byte[3], kind);
    assertThat(decode(message).kind()).isSameAs(decode(message).kind());
  }

  @Test
  void decode_severalSectionsOfData_areOneBody() {
    byte[] message = {
      0, 0x53, 0x75, (byte) 0xa0, 2, 'a', 'b', 0, 0x53, 0x75, (byte) 0xb0, 0, 0, 0, 1, 'c'
    };
    assertThat(new String(body(decode(message)), UTF_8)).isEqualTo("abc");
  }

  @Test
  void decode_aValue_isTheBody() {
    byte[] message = {0, 0x53, 0x77, (byte) 0xa1, 2, '{', '}'};
    assertThat(new String(body(decode(message)), UTF_8)).isEqualTo("{}");
  }

  @Test
  void decode_longDescriptor_isRead() {
    byte[] message = {0, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0x75, (byte) 0xa0, 1, 'a'};
    assertThat(new String(body(decode(message)), UTF_8)).isEqualTo("a");
  }

  @Test
  void decode_brokenBytes_areABodyOfUnknownKind() {
    Random random = random();
    byte[] whole = message(random, "{}".getBytes(UTF_8), new EventKind("a", "b", "c", "d"));
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertThat(body(decode(cut))).isEqualTo(cut);
    assertThat(decode(cut).kind()).isEqualTo(new EventKind("", "", "", ""));
    for (int i = 0; i < SeededRandom.rounds(20_000); i++) {
      byte[] mutated = whole.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      Found found = decode(Arrays.copyOf(mutated, 1 + random.nextInt(mutated.length)));
      assertThat(found.from()).isBetween(0, found.to());
      assertThat(found.to()).isLessThanOrEqualTo(found.body().length);
    }
  }
}
