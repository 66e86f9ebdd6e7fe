// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import java.util.Optional;

/**
 * Why an event was rejected: the first thing in it that is wrong. Nothing of the event is in it but
 * names of fields.
 *
 * @param code what is wrong
 * @param field the path of the field, such as {@code customer.name}; empty when it is none's
 * @param offset the byte at which it was found, from 0
 * @param reason what is wrong, for people
 */
public record Rejection(DecodeError code, Optional<String> field, int offset, String reason) {}
