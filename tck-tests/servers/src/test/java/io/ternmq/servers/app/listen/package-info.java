// SPDX-License-Identifier: Apache-2.0
/** A program that carries TernMQ and its CDI extension with it, and needs no adapter. Deployed by itself. */
@NullMarked
package io.ternmq.servers.app.listen;

import org.jspecify.annotations.NullMarked;
