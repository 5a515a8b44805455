// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.PatternStage;
import io.ternmq.pattern.Tracing;
import jakarta.jms.JMSException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtelTracingTest {

    private static final Channel ORDERS = Channel.queue("orders");
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceContext SENDER =
            new TraceContext("00-" + TRACE_ID + "-b7ad6b7169203331-01", "vendor=1", "user=7");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final OpenTelemetry library =
            OpenTelemetrySdk.builder().setTracerProvider(provider).build();
    private final PatternStage stage = new PatternStage();

    @AfterEach
    void end() {
        stage.close();
        provider.close();
    }

    private Tracing tracing(boolean linksOnly) {
        return new OtelTracing(() -> library, linksOnly, "ternmq");
    }

    private Incoming<String> message(TraceContext trace) throws JMSException {
        Outgoing<String> sent =
                Outgoing.to(ORDERS).correlationId("c-1").trace(trace).body("x");
        return stage.tools().forms().read(stage.passOn(sent), PayloadType.of(String.class));
    }

    private SpanData only() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().get(0);
    }

    private static String attribute(SpanData span, String name) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
    }

    @Test
    @SuppressWarnings("try") // what is current is not named
    void makesAProducersSpanAroundASend() {
        Span parent = library.getTracer("test").spanBuilder("web").startSpan();
        String parentOfMessage;
        try (Scope scope = parent.makeCurrent(); Tracing.Work work = tracing(false).sending(ORDERS, null)) {
            parentOfMessage = String.valueOf(work.context().traceparent());
        }

        SpanData span = only();
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getName()).isEqualTo("send orders");
        assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
        assertThat(parentOfMessage).contains(span.getTraceId()).contains(span.getSpanId());
        assertThat(attribute(span, "messaging.system")).isEqualTo("ternmq");
        assertThat(attribute(span, "messaging.operation.type")).isEqualTo("send");
        assertThat(attribute(span, "messaging.destination.name")).isEqualTo("orders");
    }

    @Test
    @SuppressWarnings("try") // what is current is not named
    void passesBaggageOn() {
        try (Scope scope = Baggage.builder().put("user", "7").build().makeCurrent();
                Tracing.Work work = tracing(false).sending(ORDERS, null)) {
            assertThat(work.context().baggage()).isEqualTo("user=7");
        }
    }

    @Test
    void sendsOnBehalfOfAGivenTraceOrOfThatOfTheThread() {
        tracing(false).sending(ORDERS, SENDER).close();
        TraceContext.Scope scope = SENDER.makeCurrent();
        tracing(false).sending(ORDERS, null).close();
        scope.close();

        assertThat(spans.getFinishedSpanItems()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        });
    }

    @Test
    void handlesASingleMessageAsAChildOfItsSending() throws JMSException {
        Incoming<String> message = message(SENDER);

        Tracing.Work work = tracing(false).handling(message);
        TraceContext current = TraceContext.current();
        boolean isCurrent = Span.current().getSpanContext().getTraceId().equals(TRACE_ID);
        work.close();

        SpanData span = only();
        assertThat(isCurrent).isTrue();
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getName()).isEqualTo("process orders");
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getLinks()).isEmpty();
        assertThat(attribute(span, "messaging.operation.type")).isEqualTo("process");
        assertThat(attribute(span, "messaging.message.id")).isEqualTo(message.id());
        assertThat(attribute(span, "messaging.message.conversation_id")).isEqualTo("c-1");
        assertThat(current.traceparent()).contains(span.getSpanId());
        assertThat(current.tracestate()).isEqualTo("vendor=1");
        assertThat(current.baggage()).isEqualTo("user=7");
        assertThat(TraceContext.current()).isEqualTo(TraceContext.NONE);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void onlyLinksASingleMessageWhenThatIsChosen() throws JMSException {
        tracing(true).handling(message(SENDER)).close();

        SpanData span = only();
        assertThat(span.getTraceId()).isNotEqualTo(TRACE_ID);
        assertThat(span.getLinks()).extracting(LinkData::getSpanContext).satisfiesExactly(link -> assertThat(
                        link.getTraceId())
                .isEqualTo(TRACE_ID));
    }

    @Test
    void linksABatchToEachOfItsSenders() throws JMSException {
        TraceContext other = new TraceContext("00-11111111111111111111111111111111-2222222222222222-01", null, null);
        List<Incoming<String>> batch = List.of(message(SENDER), message(TraceContext.NONE), message(other));

        tracing(false).handling(batch).close();

        SpanData span = only();
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getLinks())
                .extracting(link -> link.getSpanContext().getTraceId())
                .containsExactly(TRACE_ID, "11111111111111111111111111111111");
        assertThat(span.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count"))).isEqualTo(3);
    }

    @Test
    void saysThatHandlingHasFailed() throws JMSException {
        Tracing.Work work = tracing(false).handling(message(SENDER));
        work.failed(new IllegalStateException("no"));
        work.close();

        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(only(), "error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(only().getEvents()).hasSize(1);
    }

    @Test
    void handsTheContextOnWithoutAnSdk() throws JMSException {
        Tracing bare = new OtelTracing(OpenTelemetry::noop, false, "ternmq");

        Tracing.Work handling = bare.handling(message(SENDER));
        Tracing.Work sending = bare.sending(ORDERS, null);

        assertThat(sending.context()).isEqualTo(SENDER);
        sending.close();
        handling.close();
    }
}
