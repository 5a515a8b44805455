// SPDX-License-Identifier: Apache-2.0
/** The broker inside a server: where it keeps its files, what it is told, who shares it. The adapter calls. */
@NullMarked
package io.ternmq.ra.broker;

import org.jspecify.annotations.NullMarked;
