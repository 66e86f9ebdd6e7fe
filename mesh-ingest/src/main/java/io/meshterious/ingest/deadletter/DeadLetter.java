// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventOrigin;

/**
 * A rejected event on its way to somebody else.
 *
 * @param body its bytes as they came, which nobody changes
 * @param kind what is known of it and of others like it
 * @param origin what is known of it beside its bytes
 * @param source where it came from
 * @param pipeline the pipeline that rejected it
 * @param table the table that it was meant for
 * @param code what is wrong with it
 * @param field the field it is about; empty when it is about none
 * @param reason what is wrong with it, for people, without anything of its payload
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, nor changes the bytes.
public record DeadLetter(
    byte[] body,
    EventKind kind,
    EventOrigin origin,
    String source,
    String pipeline,
    String table,
    ErrorCode code,
    String field,
    String reason) {}
