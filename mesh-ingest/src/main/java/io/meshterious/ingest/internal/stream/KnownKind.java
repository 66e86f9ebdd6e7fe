// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.Properties;
import io.meshterious.core.event.EventKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event, and the bytes of messages that say so.
 *
 * @param subject the bytes of the type
 * @param contentType the bytes of the content type
 * @param application the bytes of the application's properties
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, nor changes the bytes.
record KnownKind(EventKind kind, byte[] subject, byte[] contentType, byte[] application) {
  /** Nothing is known. */
  static final EventKind UNKNOWN = new EventKind("", "", "", "");

  /** The kind that a message says. */
  static KnownKind of(Sections sections, Message message) {
    Properties properties = message.getProperties();
    Map<String, Object> application = message.getApplicationProperties();
    String subject = properties == null ? null : properties.getSubject();
    String contentType = properties == null ? null : properties.getContentType();
    return new KnownKind(
        new EventKind(
            subject == null ? text(application, "x-basic-type") : subject,
            Objects.requireNonNullElse(contentType, ""),
            text(application, "mesh.contract"),
            text(application, "mesh.contract-version")),
        sections.subject(),
        sections.contentType(),
        sections.application());
  }

  private static String text(@Nullable Map<String, Object> application, String name) {
    return application == null ? "" : Objects.toString(application.get(name), "");
  }

  /** Whether a message is of this kind, as far as its bytes tell. */
  boolean fits(byte[] message, Sections sections) {
    return Arrays.equals(
            application,
            0,
            application.length,
            message,
            sections.applicationFrom,
            sections.applicationTo)
        && Arrays.equals(
            subject, 0, subject.length, message, sections.subjectFrom, sections.subjectTo)
        && Arrays.equals(
            contentType,
            0,
            contentType.length,
            message,
            sections.contentTypeFrom,
            sections.contentTypeTo);
  }
}
