// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Plays the week of earthquakes through beans and prints what they have counted. */
public final class QuakeWeek {

    private QuakeWeek() {}

    /** Starts a container, plays, and stops it. */
    public static void main(String[] args) throws InterruptedException {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            container.select(Play.class).get().run().forEach((what, count) -> System.out.println(what + "  " + count));
        }
    }
}
