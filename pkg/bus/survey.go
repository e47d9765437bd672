package bus

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// surveyTimeout bounds what one look at the server may take; whoever collects metrics is waiting.
const surveyTimeout = time.Second

// survey asks the server, whenever metrics are collected, how full the streams are and how far behind their
// durable consumers are. It asks rather than remembers: a consumer that has stopped cannot tell that it is behind.
// Every process that is connected shows the same numbers. While the server does not answer there are none but connected.
type survey struct {
	bus *Bus

	connected, bytes, limit, messages, waiting, held *prometheus.Desc
}

func newSurvey(b *Bus) *survey {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("afterword_bus_"+name, help, labels, nil)
	}
	return &survey{
		bus:       b,
		connected: desc("connected", "1 while this process has a connection to the bus, else 0."),
		bytes:     desc("stream_bytes", "Size of what a stream holds.", "stream"),
		limit:     desc("stream_limit_bytes", "Size at which a stream refuses what is new; no series for a stream without a limit.", "stream"),
		messages:  desc("stream_messages", "Messages that a stream holds.", "stream"),
		waiting:   desc("consumer_waiting_messages", "Messages that were not given to a durable consumer yet.", "stream", "consumer"),
		held:      desc("consumer_unacknowledged_messages", "Messages given to a durable consumer and not acknowledged, those held until their instant included.", "stream", "consumer"),
	}
}

// Describe implements prometheus.Collector.
func (s *survey) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{s.connected, s.bytes, s.limit, s.messages, s.waiting, s.held} {
		ch <- d
	}
}

// Collect implements prometheus.Collector.
func (s *survey) Collect(ch chan<- prometheus.Metric) {
	show := func(d *prometheus.Desc, value float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	if !s.bus.nc.IsConnected() {
		show(s.connected, 0)
		return
	}
	show(s.connected, 1)
	ctx, cancel := context.WithTimeout(context.Background(), surveyTimeout)
	defer cancel()
	for _, spec := range streams() {
		stream, err := s.bus.js.Stream(ctx, spec.name)
		if err != nil {
			// No answer, or the topology is not made yet: what is not known is not shown.
			continue
		}
		info := stream.CachedInfo()
		show(s.bytes, float64(info.State.Bytes), spec.name)
		show(s.messages, float64(info.State.Msgs), spec.name)
		if info.Config.MaxBytes > 0 {
			show(s.limit, float64(info.Config.MaxBytes), spec.name)
		}
		for consumer := range stream.ListConsumers(ctx).Info() {
			if durable := consumer.Config.Durable; durable != "" {
				show(s.waiting, float64(consumer.NumPending), spec.name, durable)
				show(s.held, float64(consumer.NumAckPending), spec.name, durable)
			}
		}
	}
}
