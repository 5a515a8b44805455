// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import java.util.List;

/**
 * One heading of the specification. Immutable.
 *
 * @param number  its number, as in {@code 3.8.1.2} or {@code A.1}
 * @param title   its title
 * @param binding whether it obliges a provider outside of an application server's container
 * @param deed    what TernMQ does
 * @param choice  what TernMQ chose where the text leaves it open, or empty
 */
record Heading(String number, String title, boolean binding, String deed, String choice) {

    private static final String LAST_NUMBERED_CHAPTER = "15";
    private static final String APPENDIX = "A";

    boolean isChapter() {
        return parts().size() == 1;
    }

    String chapter() {
        return parts().get(0);
    }

    /** Whether a heading with this number can stand right after this one. */
    boolean isFollowedBy(String next) {
        List<String> mine = parts();
        List<String> theirs = List.of(next.split("\\.", -1));
        int last = theirs.size() - 1;
        if (last > mine.size() || !theirs.subList(0, last).equals(mine.subList(0, last))) {
            return false;
        }
        return theirs.get(last).equals(last == mine.size() ? "1" : successor(mine.get(last), last == 0));
    }

    private static String successor(String part, boolean chapter) {
        if (chapter && part.equals(LAST_NUMBERED_CHAPTER)) {
            return APPENDIX;
        }
        return part.equals(APPENDIX) ? "no second appendix" : String.valueOf(Integer.parseInt(part) + 1);
    }

    private List<String> parts() {
        return List.of(number.split("\\.", -1));
    }
}
