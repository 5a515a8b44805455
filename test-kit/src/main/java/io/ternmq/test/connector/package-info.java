// SPDX-License-Identifier: Apache-2.0
/**
 * An application server small enough for a unit test, by the contracts of Jakarta Connectors 2.1: a work manager and
 * timers ({@link io.ternmq.test.connector.TestServer}), a connection pool ({@link
 * io.ternmq.test.connector.TestPool}), message endpoints ({@link io.ternmq.test.connector.TestEndpoints}) and two-phase
 * transactions in memory ({@link io.ternmq.test.connector.HandTransactions}). Tests of resource adapters call; nothing
 * here knows TernMQ.
 */
@NullMarked
package io.ternmq.test.connector;

import org.jspecify.annotations.NullMarked;
