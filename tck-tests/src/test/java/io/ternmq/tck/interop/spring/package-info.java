// SPDX-License-Identifier: Apache-2.0
/** Spring Framework and Spring Boot as users: templates, listeners, transactions, auto-configuration. */
@NullMarked
package io.ternmq.tck.interop.spring;

import org.jspecify.annotations.NullMarked;
