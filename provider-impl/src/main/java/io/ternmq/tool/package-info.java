// SPDX-License-Identifier: Apache-2.0
/**
 * The commands of operators: look at a store, make it smaller, save what is left of it, take messages out and put them
 * in. A second front door beside boot: nobody in the house calls it, the launcher starts {@link
 * io.ternmq.tool.StoreCommand}.
 */
@NullMarked
package io.ternmq.tool;

import org.jspecify.annotations.NullMarked;
