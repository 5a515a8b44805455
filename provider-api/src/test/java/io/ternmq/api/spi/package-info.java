// SPDX-License-Identifier: Apache-2.0
/** What a program can put into a broker, as far as it does something itself. */
@NullMarked
package io.ternmq.api.spi;

import org.jspecify.annotations.NullMarked;
