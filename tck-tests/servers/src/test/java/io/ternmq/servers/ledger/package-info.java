// SPDX-License-Identifier: Apache-2.0
/** The other resource of a transaction, beside Derby in the server's own libraries. */
@NullMarked
package io.ternmq.servers.ledger;

import org.jspecify.annotations.NullMarked;
