// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.Declaration;
import io.ternmq.api.pattern.Channel;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.ListenerSpec.Conduct;
import io.ternmq.pattern.listen.ListenerSpec.Source;
import io.ternmq.pattern.listen.TimedSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/** Reads the class of a bean. One thread. */
final class BeanReader {

    private final Texts texts;
    private final Timetable timetable;
    private final Findings findings;

    BeanReader(Texts texts, ScheduleCheck schedules, Findings findings) {
        this.texts = texts;
        this.timetable = new Timetable(texts, schedules);
        this.findings = findings;
    }

    void read(BeanSource beans) {
        BeanMethods methods = BeanMethods.of(beans.type());
        TypeArguments types = TypeArguments.of(beans.type());
        for (Method method : methods.all()) {
            Site site = Site.of(method.getDeclaringClass(), method, findings);
            if (Marks.isMarked(method) && isConsistent(method, site)) {
                read(beans, method, types, site);
            }
            checkRequest(method, site);
        }
        methods.faces().forEach(face -> checkFace(face, methods));
        new AnswerReader(beans, methods, types, findings).read();
    }

    private void read(BeanSource beans, Method method, TypeArguments types, Site site) {
        if (Marks.listens(method)) {
            listener(beans, method, types, site);
        } else {
            String name = findings.unique(Findings.nameOf(beans.type(), method.getName()));
            TimedSpec spec = timetable.read(name, beans, method, site);
            if (spec != null && site.isSound()) {
                findings.add(spec, null);
            }
        }
    }

    // --- listeners ----------------------------------------------------------------------------------------------

    private void listener(BeanSource beans, Method method, TypeArguments types, Site site) {
        CallReader.Bound bound = CallReader.read(method, types, method.isAnnotationPresent(Batch.class), site);
        Conducts conducts = new Conducts(method, texts, site);
        List<Sources.Place> places = new Sources(method, texts, site).read();
        String name = Findings.nameOf(beans.type(), method.getName());
        for (Sources.Place place : places) {
            Source source = place.source();
            Channel channel = Places.plain(source.channel());
            Conduct conduct = conducts.read(place.timeout(), channel, source.concurrency());
            if (site.isSound()) {
                String unique = findings.unique(places.size() == 1 ? name : name + " of " + channel);
                findings.add(
                        new ListenerSpec(unique, beans, bound.call(), source, conduct),
                        new Declaration(
                                unique,
                                Declaration.Direction.RECEIVES,
                                channel,
                                bound.payload(),
                                bound.reply(),
                                source.selector(),
                                source.subscription()));
            }
        }
    }

    // --- annotations that do not go together -----------------------------------------------------------------------

    private static boolean isConsistent(Method method, Site site) {
        String auxiliaries = Marks.auxiliaries(method);
        boolean listens = Marks.listens(method);
        boolean isScheduled = Marks.isScheduled(method);
        if (listens && isScheduled) {
            site.fault(
                    "It listens and is @Scheduled, and what runs because it is time has no message.",
                    "Write two methods.");
        } else if (isScheduled && !auxiliaries.isEmpty()) {
            site.fault(
                    auxiliaries + " says how messages are handled, and a @Scheduled method has none; it runs again at"
                            + " its next moment.",
                    "Leave it out.");
        } else if (!listens && !isScheduled) {
            site.fault(
                    auxiliaries + " says how a listener works, and this method does not listen.",
                    "Add @QueueListener or @TopicListener, or leave it out.");
        }
        return site.isSound();
    }

    private static void checkRequest(Method method, Site site) {
        if (Marks.asks(method) && !method.getDeclaringClass().isInterface()) {
            site.fault(
                    "@RequestTo is for methods of an interface, which both sides know.",
                    "Write the method with @RequestTo into an interface and implement it here, or take requests with"
                            + " @QueueListener and return the reply.");
        }
    }

    /** Methods do not inherit annotations: what an interface says of its own is lost, and nobody would notice. */
    private void checkFace(Class<?> face, BeanMethods methods) {
        for (Method method : face.getDeclaredMethods()) {
            boolean isLost = Modifier.isAbstract(method.getModifiers())
                    && Marks.isMarked(method)
                    && methods.all().stream().noneMatch(each -> isSame(each, method) && Marks.isMarked(each));
            if (isLost) {
                Site.of(face, method, findings)
                        .fault(
                                "It is abstract, and a class that implements it does not inherit its annotations.",
                                "Annotate the method of the class.");
            }
        }
    }

    private static boolean isSame(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }
}
