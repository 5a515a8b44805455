// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All that is asked over HTTP begins here. */
@ApplicationPath("/")
public class Api extends Application {}
