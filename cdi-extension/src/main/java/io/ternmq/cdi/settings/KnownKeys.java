// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.Collection;
import java.util.List;

/** Refuses keys that begin like ours and are none: most of them are slips of the pen. */
final class KnownKeys {

    private KnownKeys() {}

    /**
     * Passes when there is nothing unknown.
     *
     * @param place where the keys are from, for the message
     */
    static void require(Collection<String> keys, String place) {
        List<String> unknown = unknown(keys);
        if (!unknown.isEmpty()) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, sentence(place, unknown));
        }
    }

    /** Those that do not exist, in the order of the alphabet. */
    static List<String> unknown(Collection<String> keys) {
        return keys.stream().filter(key -> !Key.isKnown(key)).sorted().toList();
    }

    static String sentence(String place, List<String> unknown) {
        return place + (unknown.size() == 1 ? " has a key that does not exist: " : " has keys that do not exist: ")
                + String.join(", ", unknown) + ". There are " + String.join(", ", Key.all()) + '.';
    }
}
