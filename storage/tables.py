"""Every table. A change here, or in `storage.indexes`, needs a migration; a test compares them."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from bot.drafts import Conversation, Line, NotSame
from bot.events import Accepted, Attachment, Event, Stopped, Verdict
from bot.facts import Fact
from bot.levels.judgement import Level, Sureness
from bot.messages import Message
from bot.naming import Kind
from bot.outcome import Outcome
from bot.requests import JoinedFor, Link, Status
from storage.columns import Instant, Json, Where, Word

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("home", Where, nullable=False),
    Column("away_until", Date),
)

identities = Table(
    "identities",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("person", ForeignKey(people.c.key), nullable=False),
    Column("name", Text, nullable=False, server_default=text("''")),
)

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

conversations = Table(
    "conversations",
    metadata,
    Column("person", ForeignKey(people.c.key), primary_key=True),
    Column("state", Json(Conversation), nullable=False),
    Column("forget_at", Instant, index=True),
    Column("ask_at", Instant, index=True),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("requester", ForeignKey(people.c.key), nullable=False),
    Column("title", Text, nullable=False),
    Column("said", Json(tuple[Line, ...]), nullable=False),
    Column("asked_at", Instant, nullable=False, index=True),
    Column("status", Word(Status), nullable=False),
    Column("facts", Json(dict[str, Fact]), nullable=False),
    Column("outcome", Json(Outcome)),
    Column("level", Word(Level)),
    Column("reply_by", Instant),
    Column("heard_at", Instant),
    Column("taker", ForeignKey(people.c.key)),
    Column("accepted", Json(Accepted)),
    Column("stopped", Json(Stopped)),
    Column("decided_at", Instant, index=True),
    Column("go_live_on", Date),
    Column("live_on", Date),
    Column("review_on", Date),
    Column("follows", Integer),
    Column("remind_at", Instant, index=True),
    Column("reminded_at", Instant),
    *(Column(name, Instant) for name in ("told_late_at", "told_slipped_at", "asked_if_helped_at")),
    Column("confidential", Boolean, nullable=False, server_default=text("false")),
    Column("on_behalf", Text, nullable=False, server_default=text("''")),
    Column("joined", Json(tuple[int, ...]), nullable=False, server_default=text("'[]'")),
    Column("not_same", Json(tuple[NotSame, ...]), nullable=False, server_default=text("'[]'")),
    Column("files", Json(tuple[Attachment, ...]), nullable=False, server_default=text("'[]'")),
    Column("waits_for", Text, nullable=False, server_default=text("''")),
    Column("tracked_at", Text, nullable=False, server_default=text("''")),
    Column("language", Text, nullable=False, server_default=text("''")),
    Column("shown_level", Word(Level)),
    Column("level_reason", Text, nullable=False, server_default=text("''")),
    Column("verdicts", Json(tuple[Verdict, ...]), nullable=False, server_default=text("'[]'")),
    Column("named_gaps", Json(tuple[str, ...]), nullable=False, server_default=text("'[]'")),
    Column("waiting_since", Instant),
    Column("snoozed_until", Date),
    Column("dismissed", Text, nullable=False, server_default=text("''")),
    Column("held", Text, nullable=False, server_default=text("''")),
    Column("platform", Text, nullable=False, server_default=text("''")),
    Column("links", Json(tuple[Link, ...]), nullable=False, server_default=text("'[]'")),
    Column("joined_for", Json(tuple[JoinedFor, ...]), nullable=False, server_default=text("'[]'")),
    Column("meant", LargeBinary),
    Column("judged", Word(Level)),
    Column("sure", Word(Sureness)),
    Column("minutes_a_month", Integer, nullable=False, server_default=text("0")),
    Index("ix_requests_status", "status", "asked_at"),
    Index("ix_requests_review", "status", "review_on"),
    Index("ix_requests_taker", "taker", "status"),
    Index("ix_requests_requester", "requester", "asked_at"),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request", ForeignKey(requests.c.number), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("by", ForeignKey(people.c.key)),
    Column("event", Json(Event), nullable=False),
    Column("kind", Text, nullable=False, server_default=text("''")),
    Index("ix_history_kind", "kind", "at"),
)

# Who needs the same as the requester; the request itself has them too, in their order.
joiners = Table(
    "joiners",
    metadata,
    Column("person", ForeignKey(people.c.key), primary_key=True),
    Column("request", ForeignKey(requests.c.number), primary_key=True),
)

# What each request names that is counted among all of them, beside what it is counted by: both are
# written anew with the request.
named = Table(
    "named",
    metadata,
    Column("request", ForeignKey(requests.c.number), primary_key=True),
    Column("kind", Word(Kind), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("status", Word(Status), nullable=False),
    Column("confidential", Boolean, nullable=False),
    Index("ix_named_key", "kind", "key", "asked_at"),
    Index("ix_named_asked_at", "kind", "asked_at"),
    Index("ix_named_status", "kind", "status", "key"),
)

# How many requests each stem finds: the rarest ones are looked for.
stem_counts = Table(
    "stem_counts",
    metadata,
    Column("stem", Text, primary_key=True),
    Column("requests", Integer, nullable=False),
)

# The stems by which a request is found when somebody asks for something like it.
terms = Table(
    "terms",
    metadata,
    Column("stem", Text, primary_key=True),
    Column("request", ForeignKey(requests.c.number), primary_key=True, index=True),
)

# The words by which people find requests; what only the team may read is for the team to find.
found_by = Table(
    "found_by",
    metadata,
    Column("stem", Text, primary_key=True),
    Column("request", ForeignKey(requests.c.number), primary_key=True, index=True),
    Column("team_only", Boolean, nullable=False),
)

hand_offs = Table(
    "hand_offs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hand_off", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

# What was sent elsewhere in words, for 7 days: to see what is alike. The count above stays.
elsewhere = Table(
    "elsewhere",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hand_off", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("person", ForeignKey(people.c.key), nullable=False),
    Column("words", Text, nullable=False),
)

# What the team answered about blocks, laid over the files: rows are only ever added.
adoptions = Table(
    "adoptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("capability", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", ForeignKey(people.c.key), nullable=False),
    Column("steward", Text, nullable=False),
    Column("used_by", Text, nullable=False),
)

# What was changed of blocks in chat, a key a row, laid over the files: rows are only ever added.
block_changes = Table(
    "block_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("capability", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("filed", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", ForeignKey(people.c.key), nullable=False),
    Column("why", Text, nullable=False),
)

# A row is unsettled until it was sent, refused for good, or was there already. `handed_out` says
# that a courier has it, so that it may be on its way: such a row is never changed. `maybe_repeat`
# says that a courier died with it, or heard no answer, and holds however often it is tried then.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place", Where, nullable=False),
    Column("message", Json(Message), nullable=False),
    Column("at", Instant, nullable=False),
    Column("card", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("author", ForeignKey(people.c.key)),
    Column("handed_out", Boolean, nullable=False, server_default=text("false")),
    Column("maybe_repeat", Boolean, nullable=False, server_default=text("false")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("settled_at", Instant),
    Column("platform_id", Text, nullable=False, server_default=text("''")),
    Column("refusal", Text, nullable=False, server_default=text("''")),
    Index("ix_outbox_card", "place", "card", "id"),
    Index("ix_outbox_place", "place", "id"),
    Index("ix_outbox_sent", "place", "platform_id", "id"),
    # An id is never used twice: a courier may still hold one when the page starts again.
    sqlite_autoincrement=True,
)
claims = Table(
    "claims",
    metadata,
    Column("place", Where, primary_key=True),
    Column("until", Instant),
    Column("retry_at", Instant),
)

reminders = Table(
    "reminders",
    metadata,
    Column("who", Text, primary_key=True),
    Column("on", Date, nullable=False),
)

# What those were told who look after the catalogue's blocks, and what they answered last.
chores = Table(
    "chores",
    metadata,
    Column("capability", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("told_on", Date, nullable=False),
    Column("answer", Text, nullable=False, server_default=text("''")),
)

digests = Table(
    "digests",
    metadata,
    Column("place", Where, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("at", Instant, nullable=False),
)

remembered = Table(
    "remembered",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
