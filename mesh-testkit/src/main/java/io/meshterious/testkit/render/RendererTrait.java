// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

/** What a contract can say and a renderer may be unable to express. */
public enum RendererTrait {
  /** An object with properties. */
  NESTED_OBJECT,
  /** An array. */
  ARRAY,
  /** Bytes. */
  BINARY,
  /** Any JSON value. */
  JSON,
  /** An exact decimal of 38 digits. */
  LARGE_DECIMAL,
  /** A timestamp without a zone. */
  LOCAL_TIMESTAMP,
  /** A time of day. */
  TIME,
  /** A name with a space and quotation marks in it. */
  ODD_NAME
}
