// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

/**
 * An object as its events have made it.
 *
 * @param state   what it is
 * @param version how many events it has, 0 for an object that nothing has happened to
 * @param <S>     type of the state
 */
public record Loaded<S>(S state, long version) {}
