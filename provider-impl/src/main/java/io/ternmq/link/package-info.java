// SPDX-License-Identifier: Apache-2.0
/**
 * The port between client and broker: a link carries requests one way, replies and events the other way. One
 * sub-package for each medium.
 */
@NullMarked
package io.ternmq.link;

import org.jspecify.annotations.NullMarked;
