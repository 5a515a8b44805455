// SPDX-License-Identifier: Apache-2.0
/**
 * Messages as lines of JSON, both ways and without loss. Works on {@code jakarta.jms} messages; the command line reads
 * and writes them, and whoever else speaks JSON may.
 */
@NullMarked
package io.ternmq.server.ndjson;

import org.jspecify.annotations.NullMarked;
