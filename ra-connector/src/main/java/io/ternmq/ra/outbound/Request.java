// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.Login;
import jakarta.resource.spi.ConnectionRequestInfo;

/**
 * What a program asks for beyond what the factory says. Equal requests may share a managed connection.
 *
 * @param login who connects, or nobody in particular
 */
record Request(Login login) implements ConnectionRequestInfo {}
