// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.Optional;

/** Looks for somebody who reads figures. One for each API, made by its public constructor where that API is there. */
public interface MeterFinder {

    /**
     * Looks.
     *
     * @param beans    of the container
     * @param settings of the program
     * @return empty when the program has nobody
     */
    Optional<MeterSink> find(BeanContainer beans, Settings settings);
}
