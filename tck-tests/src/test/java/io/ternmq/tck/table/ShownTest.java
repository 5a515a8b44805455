// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import java.util.List;

/**
 * One test method as JUnit runs it, and what it shows. A method that two classes inherit is two of these.
 *
 * @param packageName the package of the class
 * @param className   simple name of the outermost class that runs it
 * @param method      name of the method, after the names of the nested classes it is in
 * @param sections    sections and interfaces that it shows; empty if it names none
 */
record ShownTest(String packageName, String className, String method, List<String> sections) {

    boolean isBelow(String room) {
        return packageName.equals(room) || packageName.startsWith(room + ".");
    }

    boolean shows(String name) {
        return sections.contains(name);
    }

    @Override
    public String toString() {
        return packageName + '.' + className + '.' + method;
    }
}
