// SPDX-License-Identifier: Apache-2.0
/**
 * What a program can put into a broker. The broker calls it from outside of its core, so that it may take its time; the
 * program never calls it itself.
 */
@NullMarked
package io.ternmq.api.spi;

import org.jspecify.annotations.NullMarked;
