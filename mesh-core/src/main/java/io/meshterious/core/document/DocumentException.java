// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import io.meshterious.core.error.MeshException;
import org.jspecify.annotations.Nullable;

/** A document that cannot be read, with the place that is to blame. */
public final class DocumentException extends MeshException {
  private static final long serialVersionUID = 1L;

  private final String origin;
  private final transient Location location;

  /**
   * A failure at a place.
   *
   * @param error what kind of failure
   * @param origin what was read, such as a file's name
   * @param location where; {@link Location#NONE} when the document as a whole is to blame
   * @param why what was found and what is allowed
   */
  public DocumentException(DocumentError error, String origin, Location location, String why) {
    this(error, origin, location, why, null);
  }

  /**
   * A failure at a place, with the exception that led to it.
   *
   * @param error what kind of failure
   * @param origin what was read, such as a file's name
   * @param location where; {@link Location#NONE} when the document as a whole is to blame
   * @param why what was found and what is allowed
   * @param cause what led to it
   */
  public DocumentException(
      DocumentError error,
      String origin,
      Location location,
      String why,
      @Nullable Throwable cause) {
    super(error, "Cannot read '" + origin + "'" + place(location) + ": " + why, cause);
    this.origin = origin;
    this.location = location;
  }

  private static String place(Location location) {
    return location.known() ? ", line " + location.line() + ", column " + location.column() : "";
  }

  /** What was read, such as a file's name. */
  public String origin() {
    return origin;
  }

  /** Where; {@link Location#NONE} when the document as a whole is to blame. */
  public Location location() {
    return location;
  }
}
