// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import io.ternmq.message.Address;

/**
 * What a program calls a message; two messages of one name to one destination are the same.
 *
 * @param destination where the message is sent
 * @param id          the name there
 */
public record MessageName(Address destination, String id) {}
