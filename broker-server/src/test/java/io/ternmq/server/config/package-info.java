// SPDX-License-Identifier: Apache-2.0
/** What the configuration file can say, what it must not say, and what the reader answers then. */
@NullMarked
package io.ternmq.server.config;

import org.jspecify.annotations.NullMarked;
