// SPDX-License-Identifier: Apache-2.0
/** The database store over Derby and PostgreSQL, in good and bad weather. Contract suites use the databases here. */
@NullMarked
package io.ternmq.tck.store.jdbc;

import org.jspecify.annotations.NullMarked;
