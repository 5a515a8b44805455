// SPDX-License-Identifier: Apache-2.0
/** Deployments of archives with Arquillian into the embedded Weld. */
@NullMarked
package io.ternmq.cdi.proof.arquillian;

import org.jspecify.annotations.NullMarked;
