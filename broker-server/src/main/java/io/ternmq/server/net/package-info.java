// SPDX-License-Identifier: Apache-2.0
/**
 * Takes up clients over TCP, in clear text or through TLS, and carries what they and the broker say to each other.
 * Certificates ({@link io.ternmq.server.net.TlsContexts}) serve the HTTP port too.
 */
@NullMarked
package io.ternmq.server.net;

import org.jspecify.annotations.NullMarked;
