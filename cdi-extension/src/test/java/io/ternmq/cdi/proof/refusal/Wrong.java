// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.refusal;

import io.ternmq.cdi.proof.LentFactory;
import jakarta.jms.ConnectionFactory;
import java.util.Arrays;
import java.util.List;

/** A wrong declaration, and what is said about it. */
enum Wrong {
    UNKNOWN_OPTION(WrongListeners.UnknownOption.class, "on", "repaly", "replay"),
    UNKNOWN_REPLAY(WrongListeners.UnknownReplay.class, "on", "sometime", "earliest"),
    SAME_DURABLE(WrongListeners.SameDurable.class, "second", "mine", "first"),
    NAMELESS_DURABLE(WrongListeners.NamelessDurable.class, "on", "@SubscriptionName"),
    SHARED_QUEUE(WrongListeners.SharedQueue.class, "on", "@Shared", "@TopicListener"),
    TWO_BODIES(WrongListeners.TwoBodies.class, "on", "List", "@MessageProperty"),
    UNREADABLE_BODY(WrongListeners.UnreadableBody.class, "on", "Runnable", "record"),
    UNKNOWN_HEADER(WrongListeners.UnknownHeader.class, "on", "JMSMessageIdentity", "JMSMessageID"),
    UNKNOWN_SETTING(WrongListeners.UnknownSetting.class, "on", "no.such.setting"),
    PRIVATE_METHOD(WrongListeners.PrivateMethod.class, "on", "private"),
    STATIC_METHOD(WrongListeners.StaticMethod.class, "on", "static"),
    IN_SESSION(WrongListeners.InSession.class, "", "@SessionScoped", "@ApplicationScoped"),
    WITHOUT_TRANSACTIONS(WrongListeners.WithoutTransactions.class, "on", "@Transactional", "TransactionManager"),
    WRONG_SELECTOR(WrongListeners.WrongSelector.class, "on", "size >"),
    NO_CONCURRENCY(WrongListeners.NoConcurrency.class, "on", "concurrency", "1"),
    WRONG_TIMEOUT(WrongListeners.WrongTimeout.class, "on", "a while", "5s"),
    NO_ATTEMPT(WrongListeners.NoAttempt.class, "on", "maxAttempts", "1"),
    WRONG_PAUSE(WrongListeners.WrongPause.class, "on", "soon", "5s"),
    BATCH_OF_ONE(WrongListeners.BatchOfOne.class, "on", "@Batch", "List"),
    BATCH_WITH_HANDLE(WrongListeners.BatchWithHandle.class, "on", "Acknowledgement", "@Batch"),
    OUTCOME_OF_ONE(WrongListeners.OutcomeOfOne.class, "on", "BatchOutcome", "@Batch"),
    ORDERED_BATCH(WrongListeners.OrderedBatch.class, "on", "@Ordered", "@Batch"),
    RETRY_OF_NOTHING(WrongListeners.RetryOfNothing.class, "other", "@Retry", "@QueueListener"),
    RAW_PUBLISHER(WrongOthers.RawPublisher.class, "publisher", "Publisher<"),
    PUBLISHER_TO_NOWHERE(WrongOthers.PublisherToNowhere.class, "publisher", "@Channel"),
    UNKNOWN_NAME(WrongOthers.UnknownName.class, "publisher", "ternmq.channel.orders-of-ours"),
    UNKNOWN_CHANNEL_SETTING(WrongOthers.UnknownChannelSetting.class, "requester", "no.such.channel"),
    UNKNOWN_PIPELINE(WrongOthers.UnknownPipeline.class, "pipeline", "sorting", "PipelineDefinition"),
    UNKNOWN_FACTORY(WrongOthers.UnknownFactory.class, "publisher", "elsewhere"),
    TWO_FACTORIES(
            WrongOthers.SecondFactory.class,
            ConnectionFactory.class,
            "",
            LentFactory.class.getName(),
            WrongOthers.SecondFactory.class.getName(),
            "@Named"),
    CLIENT_OF_TWO_BODIES(WrongOthers.AsksTwoBodies.class, WrongOthers.TwoBodies.class, "add", "@MessageProperty"),
    HALF_A_CLIENT(WrongOthers.AsksHalf.class, WrongOthers.HalfAClient.class, "square", "@RequestTo"),
    WRONG_ANSWERER(WrongOthers.AnswersWrongly.class, WrongOthers.WrongTimeout.class, "root", "a while", "5s"),
    OBSERVES_NOWHERE(WrongOthers.ObservesNowhere.class, "on", "@FromTopic"),
    OBSERVES_UNREADABLE(WrongOthers.ObservesUnreadable.class, "on", "Shape"),
    FIRES_NOWHERE(WrongOthers.FiresNowhere.class, "event", "@ToTopic"),
    WRONG_CRON(WrongOthers.WrongCron.class, "on", "every hour"),
    WRONG_ZONE(WrongOthers.WrongZone.class, "on", "Europe/Atlantis"),
    SCHEDULED_WITH_BODY(WrongOthers.ScheduledWithBody.class, "on", "Order", "ScheduleView"),
    SAME_SCHEDULE(WrongOthers.SameSchedule.class, "second", "hourly", "first");

    private final Class<?> bean;
    private final Class<?> told;
    private final String member;
    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> words;

    Wrong(Class<?> bean, String member, String... words) {
        this(bean, bean, member, words);
    }

    Wrong(Class<?> bean, Class<?> told, String member, String... words) {
        this.bean = bean;
        this.told = told;
        this.member = member;
        this.words = Arrays.asList(words);
    }

    /** What is deployed. */
    Class<?> bean() {
        return bean;
    }

    /** The place that is told. */
    String place() {
        return member.isEmpty() ? told.getName() : told.getName() + '.' + member;
    }

    /** Whether a fault names the place, and says what is wrong and what to write instead. */
    boolean isToldBy(String fault) {
        return fault.startsWith(place()) && words.stream().allMatch(fault::contains);
    }

    @Override
    public String toString() {
        return name() + " " + place() + ": " + words;
    }
}
