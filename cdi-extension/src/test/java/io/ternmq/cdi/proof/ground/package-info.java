// SPDX-License-Identifier: Apache-2.0
/**
 * The same program over TernMQ in this process, over TCP, and over ActiveMQ Artemis; and what is said about what needs
 * a TernMQ broker where there is none.
 */
@NullMarked
package io.ternmq.cdi.proof.ground;

import org.jspecify.annotations.NullMarked;
