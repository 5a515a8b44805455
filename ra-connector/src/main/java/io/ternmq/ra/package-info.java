// SPDX-License-Identifier: Apache-2.0
/**
 * TernMQ in an application server, by Jakarta Connectors 2.1: what the rooms of the adapter share. Children import this
 * package, {@code ra.adapter} sees them all. The server calls; programs see {@code jakarta.jms} only.
 */
@NullMarked
package io.ternmq.ra;

import org.jspecify.annotations.NullMarked;
