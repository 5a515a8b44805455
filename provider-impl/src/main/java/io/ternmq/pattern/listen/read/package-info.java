// SPDX-License-Identifier: Apache-2.0
/**
 * Annotations of classes and methods read as values, with everything that is wrong; and clients of annotated
 * interfaces. Called by boot.
 */
@NullMarked
package io.ternmq.pattern.listen.read;

import org.jspecify.annotations.NullMarked;
