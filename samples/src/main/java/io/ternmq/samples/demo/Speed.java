// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

/**
 * How fast it went.
 *
 * @param publishedPerSecond reports published in a second
 * @param deliveredPerSecond messages delivered to the subscribers of topics in a second, while there were any
 * @param p50Nanos           half of the reports took no longer from publishing to the subscriber of everything
 * @param p99Nanos           99 of 100 took no longer
 */
public record Speed(double publishedPerSecond, double deliveredPerSecond, long p50Nanos, long p99Nanos) {}
