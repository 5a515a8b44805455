// SPDX-License-Identifier: Apache-2.0
/**
 * The portable extension: finds what the beans of a program declare, tells all that is wrong, and starts and stops
 * it with the container. Called by the container alone; sees all other rooms of the extension.
 */
@NullMarked
package io.ternmq.cdi.container;

import org.jspecify.annotations.NullMarked;
