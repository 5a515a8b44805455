// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

/**
 * A thread of a link, which keeps no process alive. The link may outlive the program that needed it first, and does
 * nothing for that one: its threads know the class loader of the house, not the program's.
 */
abstract class LinkThread extends Thread {

    /** Does not start yet. */
    LinkThread(String name) {
        super(name);
        setDaemon(true);
        setContextClassLoader(LinkThread.class.getClassLoader());
    }
}
