"""One transaction's work, room by room."""

from storage.adoptions import Adoptions
from storage.chores import Chores
from storage.diary import Diary
from storage.elsewhere import Elsewhere
from storage.finding import Finding
from storage.inbox import Inbox
from storage.keeping import Keeping
from storage.listing import Listing
from storage.naming import Naming
from storage.outbox import Outbox
from storage.page import Page
from storage.papers import Papers
from storage.record import Record
from storage.similar import Similar
from storage.uniting import Uniting


class SqlWork(
    Inbox,
    Record,
    Finding,
    Listing,
    Naming,
    Elsewhere,
    Similar,
    Adoptions,
    Chores,
    Outbox,
    Diary,
    Keeping,
    Uniting,
    Page,
    Papers,
):
    """A `bot.ports.Work` over one connection."""

    __slots__ = ()
