// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: the week of earthquake reports on its way through a broker, and the book-keeping that checks it. Begin with
 * {@link io.ternmq.samples.demo.Show}. All messaging is plain {@code jakarta.jms}.
 */
@NullMarked
package io.ternmq.samples.demo;

import org.jspecify.annotations.NullMarked;
