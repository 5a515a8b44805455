// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.Fault;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Named;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads injection points: finds the channel that is meant, by {@link Channel}, by a qualifier that has it, by a name
 * or by the type of the body, and tells what is wrong. Opens nothing and asks the container for nothing.
 */
final class Points {

    private final Settings settings;

    /**
     * Reads with the values of a program.
     *
     * @param settings say what names and parts such as {@code ${orders.topic}} mean
     */
    Points(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads one.
     *
     * @param point any
     * @return empty when it is none of ours: another type, or a qualifier of the program's own
     */
    Optional<Reading> read(Point point) {
        return point.kind().flatMap(kind -> meant(point, kind).map(meaning -> check(point, kind, meaning)));
    }

    /** What somebody has written; empty parts where he has not. */
    private record Meaning(String value, String factory, @Nullable Fault fault) {}

    private Optional<Meaning> meant(Point point, Kind kind) {
        Channel written = written(point);
        Channel ofBody = ofBody(point);
        if (written != null) {
            Channel saying = written.value().isBlank() && ofBody != null ? ofBody : written;
            return Optional.of(new Meaning(saying.value(), written.factory(), null));
        }
        Named name = point.qualifier(Named.class);
        if (name != null) {
            return Optional.of(byName(point, name.value()));
        }
        if (!point.qualifiers().stream().allMatch(Default.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(ofBody == null
                ? new Meaning("", "", unsaid(point, kind))
                : new Meaning(ofBody.value(), ofBody.factory(), null));
    }

    private static @Nullable Channel written(Point point) {
        Channel direct = point.qualifier(Channel.class);
        if (direct != null) {
            return direct;
        }
        return point.qualifiers().stream()
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(Channel.class))
                .filter(channel -> channel != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Channel ofBody(Point point) {
        Type[] arguments = point.arguments();
        return arguments.length > 0 && arguments[0] instanceof Class<?> body ? body.getAnnotation(Channel.class) : null;
    }

    private Meaning byName(Point point, String name) {
        String channel = settings.channel(name);
        Fault fault = channel != null ? null : point.fault(
                "Nobody says which channel the name '" + name + "' means.",
                "Set " + Key.CHANNEL.text(name) + ", or write @Channel(\"…\") in the place of @Named.");
        return new Meaning(channel == null ? "" : channel, "", fault);
    }

    private static Fault unsaid(Point point, Kind kind) {
        String body = point.arguments().length == 0 ? "" : ", or annotate "
                + point.arguments()[0].getTypeName() + " with it";
        return point.fault("It does not say which channel this " + kind.word() + " works with.",
                "Write @Channel(\"…\") there" + body + '.');
    }

    private Reading check(Point point, Kind kind, Meaning meaning) {
        List<Fault> faults = new ArrayList<>(ArgumentRules.faults(point, kind));
        String text = resolve(point, meaning.value(), faults);
        String factory = resolve(point, meaning.factory(), faults);
        Channel.Literal qualifier = Channel.Literal.of(text, factory);
        if (meaning.fault() != null) {
            faults.add(meaning.fault());
            return new Reading(qualifier, faults, null, null);
        }
        if (!faults.isEmpty() && text.isEmpty()) {
            return new Reading(qualifier, faults, null, null);
        }
        Address address = Address.of(kind, text);
        address.faults(point).forEach(faults::add);
        if (!faults.isEmpty()) {
            return new Reading(qualifier, faults, null, null);
        }
        Place place = place(point, kind, factory, address);
        return new Reading(qualifier, faults, declaration(point, kind, address), place);
    }

    private String resolve(Point point, String text, List<Fault> faults) {
        try {
            return settings.resolve(text);
        } catch (ProviderException e) {
            faults.add(point.fault(String.valueOf(e.getMessage()), "Set it, or give a value for then: ${key:value}."));
            return "";
        }
    }

    private static Place place(Point point, Kind kind, String factory, Address address) {
        return new Place(kind, factory, address.name(), address.channel(), List.of(point.arguments()));
    }

    private static @Nullable Declaration declaration(Point point, Kind kind, Address address) {
        Declaration.Direction direction = kind.direction();
        io.ternmq.api.pattern.Channel channel = address.plain();
        if (direction == null || channel == null) {
            return null;
        }
        Type[] arguments = point.arguments();
        String name = point.declaring().getName() + '.' + point.member();
        Type reply = arguments.length > 1 ? arguments[1] : null;
        return new Declaration(name, direction, channel, arguments[0], reply, null, null);
    }
}
