// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

/**
 * One line of the table at the end.
 *
 * @param name      who
 * @param listensTo to what
 * @param expected  how many there are in the file
 * @param received  how many came
 * @param ok        whether exactly the right ones came, each once
 */
public record Row(String name, String listensTo, long expected, long received, boolean ok) {}
