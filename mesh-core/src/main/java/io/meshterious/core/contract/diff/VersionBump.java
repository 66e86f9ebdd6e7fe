// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

/** Which part of a semantic version has to rise. */
public enum VersionBump {
  /** None. */
  NONE,
  /** The third number. */
  PATCH,
  /** The second number. */
  MINOR,
  /** The first number. */
  MAJOR
}
