// SPDX-License-Identifier: Apache-2.0
/**
 * The log in the tables of a database, over a {@code DataSource}. Boot opens it with a {@link
 * io.ternmq.store.jdbc.JdbcOpener} and makes its lease longer; everybody else sees the port only. The room starts no
 * thread and reads no clock of the machine. How tables and rows are laid out is drawn at {@code Tables} and {@code
 * RowFormat}.
 */
@NullMarked
package io.ternmq.store.jdbc;

import org.jspecify.annotations.NullMarked;
