"""Alerts on their way to people: by SNS, read back from a server on this machine, and by a webhook."""

import json

import pytest

from cron import alerts
from cron.alerts import Post, Topic, Undelivered, Webhook
from cron.cloud import Services
from cron.decisions import Alert
from cron.settings import Cloud, Settings
from tests import bucket_server
from tests.cron import servers
from tests.cron.servers import Page

AT = 1_790_000_000.0
ILL = Alert("https://people.example.org", is_well=False, sentence="answers 503 instead of 200", since=AT, at=AT + 60)
WELL = Alert("https://people.example.org", is_well=True, sentence="answers 200", since=AT + 120, at=AT + 180)


@pytest.fixture
def room():
    """Where a webhook leads."""
    with servers.site() as running:
        yield running


def test_a_sentence_says_where_what_and_since_when():
    said = alerts.sentence(ILL, "production")
    assert said == (
        "Colophon production: ALERT: https://people.example.org: answers 503 instead of 200 (since 14:13 UTC)"
    )
    assert "well again" in alerts.sentence(WELL, "production")


def test_a_topic_is_published_to(aws):
    sns, queue = aws.client("sns"), aws.client("sqs")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    url = queue.create_queue(QueueName="mailbox")["QueueUrl"]
    address = queue.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=address)
    Topic(topic, servers.services(aws.url)).deliver(ILL, "production")
    (message,) = queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    arrived = json.loads(message["Body"])
    assert arrived["Message"] == alerts.sentence(ILL, "production")
    assert len(arrived["Subject"]) <= 100


@pytest.mark.parametrize("sentence", ["Ångström\r\nBcc: all", "x" * 500])
def test_a_subject_is_one_short_line_of_ascii(aws, sentence):
    topic = aws.client("sns").create_topic(Name="alerts")["TopicArn"]
    odd = Alert("site", is_well=False, sentence=sentence, since=AT, at=AT)
    Topic(topic, servers.services(aws.url)).deliver(odd, "production")
    subject = alerts._subject(alerts.sentence(odd, "production"))
    assert subject.isascii()
    assert subject.isprintable()
    assert len(subject) <= 100


def test_a_topic_that_is_not_there_is_told(aws):
    missing = f"arn:aws:sns:{bucket_server.REGION}:123456789012:nowhere"
    with pytest.raises(Undelivered, match="NotFound"):
        Topic(missing, servers.services(aws.url)).deliver(ILL, "production")


def test_a_webhook_gets_words_for_people_and_facts_for_programs(room):
    Webhook(f"{room.url}/hooks/1").deliver(ILL, "production")
    (asked,) = room.asked
    sent = json.loads(asked.body)
    assert (asked.method, asked.path) == ("POST", "/hooks/1")
    assert sent["text"] == alerts.sentence(ILL, "production")
    assert (sent["state"], sent["subject"], sent["environment"]) == ("alert", ILL.subject, "production")
    assert sent["since"] == "2026-09-21T14:13:20+00:00"
    Webhook(f"{room.url}/hooks/1").deliver(WELL, "production")
    assert json.loads(room.asked[1].body)["state"] == "ok"


@pytest.mark.parametrize("page", [Page(status=500), Page(status=404), Page(status=302, headers={"Location": "/other"})])
def test_a_webhook_that_does_not_take_it_is_told(room, page):
    room.page = page
    with pytest.raises(Undelivered, match=f"status {page.status}"):
        Webhook(room.url).deliver(ILL, "production")
    assert len(room.asked) == 1


def test_a_webhook_that_is_away_is_told_without_its_address():
    with pytest.raises(Undelivered) as problem:
        Webhook(f"http://127.0.0.1:{servers.closed_port()}/canary").deliver(ILL, "production")
    assert str(problem.value) == "ConnectionError"


def test_what_is_not_delivered_waits_and_comes_in_its_order(room, said):
    post = Post("production", [Webhook(f"{room.url}/canary")])
    room.page = Page(status=503)
    post.add([ILL])
    post.deliver()
    post.add([WELL])
    post.deliver()
    assert len(post) == 2
    room.page = Page()
    post.deliver()
    assert len(post) == 0
    assert [json.loads(asked.body)["state"] for asked in room.asked] == ["alert", "alert", "alert", "ok"]
    line = json.loads(said.getvalue().splitlines()[0])
    assert (line["channel"], line["problem"], line["waiting"]) == ("webhook", "status 503", 1)
    assert "canary" not in said.getvalue()


def test_one_channel_does_not_wait_for_another(room, said):
    away = Topic(
        "arn:aws:sns:eu-central-1:123456789012:x", servers.services(f"http://127.0.0.1:{servers.closed_port()}")
    )
    post = Post("production", [away, Webhook(room.url)])
    post.add([ILL])
    post.deliver()
    assert len(room.asked) == 1
    assert len(post) == 1


def test_only_so_many_wait(room, said):
    room.page = Page(status=503)
    post = Post("production", [Webhook(room.url)])
    post.add([ILL] * 150)
    post.deliver()
    assert len(post) == 100


def test_channels_are_those_that_are_configured():
    services_ = Services(Cloud())
    assert alerts.channels(Settings("test", (), ""), services_) == []
    topic = "arn:aws:sns:eu-central-1:123456789012:x"
    both = Settings("test", (), "", webhook="https://chat.example", cloud=Cloud(topic=topic))
    assert [channel.name for channel in alerts.channels(both, services_)] == ["SNS", "webhook"]
