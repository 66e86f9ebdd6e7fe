// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.plugin;

/**
 * What is known of a plugin.
 *
 * @param type the plugin interface
 * @param name the plugin's name
 * @param description what it does
 * @param version the version of the jar it came from; {@code unversioned} when the jar does not say
 * @param origin the jar or folder it came from
 * @param provider the class
 */
public record PluginInfo(
    Class<? extends Plugin> type,
    String name,
    String description,
    String version,
    String origin,
    String provider) {}
