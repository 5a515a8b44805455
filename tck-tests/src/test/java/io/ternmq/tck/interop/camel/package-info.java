// SPDX-License-Identifier: Apache-2.0
/** Apache Camel as a user: routes, request and reply, transactions, subscriptions. */
@NullMarked
package io.ternmq.tck.interop.camel;

import org.jspecify.annotations.NullMarked;
