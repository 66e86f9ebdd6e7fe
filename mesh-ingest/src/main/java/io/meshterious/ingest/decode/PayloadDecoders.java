// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.plugin.Plugin;
import java.util.Set;

/**
 * Makes decoders for payloads that are no JSON. Besides what every {@link Plugin} promises:
 *
 * <ol start="6">
 *   <li>{@link #contentTypes()} are in lower case, without parameters, and the same at every call;
 *       no other plugin has them, and none of them is JSON.
 *   <li>{@link #decoder} gives another decoder at each call, or ends with a {@link
 *       io.meshterious.core.error.MeshException} that says which parameter is not allowed, and what
 *       is.
 *   <li>What a decoder writes is JSON, whatever it is given, or it says why there is none; it does
 *       not fail, and its time and memory do not grow faster than the payload.
 * </ol>
 */
public interface PayloadDecoders extends Plugin {
  /** The content types it knows, such as {@code text/csv}. */
  Set<String> contentTypes();

  /** Makes a decoder. */
  PayloadDecoder decoder(PayloadRequest request);
}
