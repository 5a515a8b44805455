// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.ternmq.pattern.listen.run;

import org.jspecify.annotations.NullMarked;
