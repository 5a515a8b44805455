// SPDX-License-Identifier: Apache-2.0
/**
 * What a standalone broker can be told, as records, and how the configuration file becomes them. The documentation is
 * made of the same records.
 */
@NullMarked
package io.ternmq.server.config;

import org.jspecify.annotations.NullMarked;
