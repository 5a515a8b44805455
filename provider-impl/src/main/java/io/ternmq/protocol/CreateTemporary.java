// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.AddressKind;

/**
 * Makes a destination that goes with the connection; answered by {@link Reply.Created}.
 *
 * @param kind one of the temporary kinds
 */
public record CreateTemporary(AddressKind kind) implements Request {}
