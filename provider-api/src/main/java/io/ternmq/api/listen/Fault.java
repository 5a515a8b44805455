// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

/**
 * Something that was declared wrongly.
 *
 * @param type    the class
 * @param member  the method, field or constructor, as people write it; empty when it is the class
 * @param problem what is wrong: a sentence
 * @param instead what to write instead: a sentence
 */
public record Fault(Class<?> type, String member, String problem, String instead) {

    @Override
    public String toString() {
        String place = member.isEmpty() ? type.getName() : type.getName() + '.' + member;
        return place + ": " + problem + ' ' + instead;
    }
}
