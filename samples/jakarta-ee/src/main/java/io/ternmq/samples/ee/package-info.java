// SPDX-License-Identifier: Apache-2.0
/** A program for application servers: reports come in over HTTP, go through queues, and end in a database. */
@NullMarked
package io.ternmq.samples.ee;

import org.jspecify.annotations.NullMarked;
