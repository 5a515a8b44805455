// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/**
 * Messages are kept in memory: persistent ones survive the broker, when another one of its name is started in the same
 * Java virtual machine, and nothing else.
 */
public record MemoryStorePolicy() implements StorePolicy {}
