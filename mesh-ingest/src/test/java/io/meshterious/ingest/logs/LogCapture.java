// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.logs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Where the log of these tests goes: nowhere, or into a list while a test asks for it. */
public final class LogCapture implements SLF4JServiceProvider {
  private static final List<LogLine> LINES = new CopyOnWriteArrayList<>();
  private static final BasicMDCAdapter CONTEXT = new BasicMDCAdapter();
  private static volatile boolean on;

  private final IMarkerFactory markers = new BasicMarkerFactory();

  /** Made by SLF4J. */
  public LogCapture() {}

  /** Begins a list; what comes with it ends it. */
  public static Ending begin() {
    LINES.clear();
    on = true;
    return () -> on = false;
  }

  /** Ends a list. */
  @FunctionalInterface
  public interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  /** What was logged since it began. */
  public static List<LogLine> lines() {
    return List.copyOf(LINES);
  }

  static boolean on() {
    return on;
  }

  static void add(LogLine line) {
    LINES.add(line);
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return CapturedLogger::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return CONTEXT;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
