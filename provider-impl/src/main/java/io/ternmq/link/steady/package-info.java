// SPDX-License-Identifier: Apache-2.0
/**
 * A link that outlives the broker's side of the connection: it finds the broker again, tells it anew what it has
 * forgotten, and sees to it that nothing is lost or done twice. Stands between the client and a link of a network; the
 * client is told only what it has to do itself.
 */
@NullMarked
package io.ternmq.link.steady;

import org.jspecify.annotations.NullMarked;
