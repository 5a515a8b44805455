// SPDX-License-Identifier: Apache-2.0
/**
 * Administered objects by name: a naming context in memory that is described by its environment, and the object factory
 * that brings factories and destinations back from whatever naming service they were bound in. Nobody in the house
 * calls it; {@code javax.naming} does, by class name. Nothing here opens a connection or loads a class.
 */
@NullMarked
package io.ternmq.jndi;

import org.jspecify.annotations.NullMarked;
