// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

/**
 * Something wrong in a document that could be read all the same.
 *
 * @param location where
 * @param path the JSON path of the map or list it was found in
 * @param message what was found and what is allowed
 */
public record DocumentProblem(Location location, String path, String message) {}
