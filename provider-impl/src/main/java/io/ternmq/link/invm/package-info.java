// SPDX-License-Identifier: Apache-2.0
/** The link inside one Java virtual machine: calls go straight through, nothing is copied and nothing is serialised. */
@NullMarked
package io.ternmq.link.invm;

import org.jspecify.annotations.NullMarked;
