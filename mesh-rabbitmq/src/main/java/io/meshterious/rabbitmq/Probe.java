// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * What listens at an address, as far as its answer to a few plain bytes tells. Asked only after a
 * connection has failed, to say why.
 */
public enum Probe {
  /** It answers with a record of TLS. */
  TLS,
  /** It answers as a broker does that expects no TLS. */
  PLAIN,
  /** It answers in a protocol of another kind. */
  OTHER,
  /** It does not answer, or says nothing that tells. */
  SILENT;

  private static final int MILLIS = 700;
  private static final byte[] AMQP = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

  /**
   * The command of the stream protocol that asks for the properties of the other side: none own.
   */
  private static final byte[] STREAM = {0, 0, 0, 12, 0, 17, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0};

  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int AMQP_METHOD = 1;

  /** Asks what listens where AMQP is expected. */
  public static Probe amqp(BrokerAddress address) {
    byte[] answer = ask(address, AMQP);
    if (answer.length > 0 && (answer[0] == AMQP_METHOD || answer[0] == 'A')) {
      return PLAIN;
    }
    return other(answer);
  }

  /** Asks what listens where the stream protocol is expected. */
  public static Probe stream(BrokerAddress address) {
    byte[] answer = ask(address, STREAM);
    // The answer repeats the command, with its first bit set, and its version.
    if (answer.length >= 8 && answer[4] == (byte) 0x80 && answer[5] == 17) {
      return PLAIN;
    }
    return other(answer);
  }

  private static Probe other(byte[] answer) {
    if (answer.length == 0) {
      return SILENT;
    }
    return answer[0] == TLS_ALERT || answer[0] == TLS_HANDSHAKE ? TLS : OTHER;
  }

  private static byte[] ask(BrokerAddress address, byte[] question) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.plainHost(), address.port()), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(question);
      byte[] answer = new byte[64];
      int length = socket.getInputStream().read(answer);
      return length < 0 ? new byte[0] : Arrays.copyOf(answer, length);
    } catch (IOException | RuntimeException silent) {
      return new byte[0];
    }
  }
}
