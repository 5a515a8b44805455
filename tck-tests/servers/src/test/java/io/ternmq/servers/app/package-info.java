// SPDX-License-Identifier: Apache-2.0
/**
 * The program that the tests deploy on every server: beans that send, receive and answer, and a servlet that tells
 * tests what has become of it. Knows Jakarta EE only, no class of TernMQ; the packages below are deployed by
 * themselves.
 */
@NullMarked
package io.ternmq.servers.app;

import org.jspecify.annotations.NullMarked;
