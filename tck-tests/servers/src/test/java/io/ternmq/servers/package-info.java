// SPDX-License-Identifier: Apache-2.0
/**
 * The resource adapter on application servers, asked from outside: every test here runs on each server with the same
 * program ({@code servers.app}) and speaks to it over HTTP. What differs between servers is behind {@link
 * io.ternmq.servers.Server}.
 */
@NullMarked
package io.ternmq.servers;

import org.jspecify.annotations.NullMarked;
