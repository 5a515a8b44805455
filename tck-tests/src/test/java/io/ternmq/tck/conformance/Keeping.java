// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

/** Where the broker of a test keeps its messages. */
enum Keeping {
    /** Nowhere but in memory. */
    MEMORY {
        @Override
        String textFor(String broker) {
            return "memory";
        }
    },
    /** In log files. */
    FILE {
        @Override
        String textFor(String broker) {
            return "file:" + Scratch.directory() + "/" + broker;
        }
    },
    /** In an embedded Derby database. */
    DERBY {
        @Override
        String textFor(String broker) {
            String tables = broker.replaceAll("[^0-9a-z]", "");
            return "derby:" + Scratch.directory() + "/derby#T" + tables.substring(tables.length() - 16) + "_";
        }
    };

    /** The store of a broker in its text form. */
    abstract String textFor(String broker);
}
