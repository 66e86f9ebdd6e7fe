// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.logs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;

/** Notes what Mesh logs while somebody reads it. */
final class CapturedLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1;

  CapturedLogger(String name) {
    this.name = name;
  }

  private boolean heard() {
    return LogCapture.on() && name.startsWith("io.meshterious");
  }

  @Override
  public void log(LoggingEvent event) {
    Map<String, Object> values = new HashMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(it -> values.put(it.key, it.value));
    }
    note(event.getLevel(), event.getMessage(), values, event.getThrowable());
  }

  private void note(
      Level level, String message, Map<String, Object> values, @Nullable Throwable cause) {
    if (heard()) {
      Map<String, String> context = MDC.getCopyOfContextMap();
      LogCapture.add(
          new LogLine(
              level,
              message,
              values,
              cause,
              context == null ? Map.of() : context,
              Thread.currentThread().getName()));
    }
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    note(level, message, Map.of(), cause);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return CapturedLogger.class.getName();
  }

  @Override
  public boolean isTraceEnabled() {
    return heard();
  }

  @Override
  public boolean isDebugEnabled() {
    return heard();
  }

  @Override
  public boolean isInfoEnabled() {
    return heard();
  }

  @Override
  public boolean isWarnEnabled() {
    return heard();
  }

  @Override
  public boolean isErrorEnabled() {
    return heard();
  }
}
