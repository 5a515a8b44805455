// SPDX-License-Identifier: Apache-2.0
/** What can be checked of the distribution and of {@code deploy} where neither containers nor a cluster are at hand. */
@NullMarked
package io.ternmq.server.deploy;

import org.jspecify.annotations.NullMarked;
