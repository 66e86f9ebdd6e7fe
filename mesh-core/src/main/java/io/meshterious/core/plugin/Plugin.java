// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.plugin;

/**
 * What every plugin has: a name it is asked for by.
 *
 * <p>The lifecycle that every plugin interface of Mesh shares:
 *
 * <ol>
 *   <li>A provider has a public constructor without parameters, which does nothing that can fail,
 *       block or reach outside.
 *   <li>{@link #name()} returns the same non-empty text at every call, before anything else is
 *       called.
 *   <li>One instance serves all callers, from several threads at once: a plugin holds no state of
 *       its own.
 *   <li>A provider that cannot be constructed is reported and left out; it never hides the others.
 *   <li>Nothing is loaded unless {@link Plugins#load()} is called.
 * </ol>
 */
public interface Plugin {
  /** The name that configurations and commands use, unique among the plugins of one interface. */
  String name();

  /** What it does, in one line. */
  String description();
}
