// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import io.meshterious.core.error.ErrorCode;

/**
 * What a stage calls the failures of a broker.
 *
 * @param does what the stage does with what it finds there, such as {@code publish to}
 * @param unreachable nobody answers
 * @param refused the broker does not let the user in, or does not let them do what is needed
 * @param differs what is found is not what the URI says
 * @param untrusted the broker's certificate is not trusted
 */
public record BrokerErrors(
    String does,
    ErrorCode unreachable,
    ErrorCode refused,
    ErrorCode differs,
    ErrorCode untrusted) {}
