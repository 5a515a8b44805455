// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.transaction;

/**
 * Names a local transaction.
 *
 * @param connection number of the connection
 * @param number     number of the transaction on it
 */
public record TransactionKey(long connection, long number) {}
