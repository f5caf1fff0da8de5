"""The four people of the page, the places they see, and who is in the digital team.

Everybody is in `#all-staff`, where colleagues write to each other; only the team is in its channel.
"""

from dataclasses import dataclass

from bot.people import Identity, Place, PlaceKind, Rooms

PLATFORM = "page"
TEAM_CHANNEL = Place(PLATFORM, PlaceKind.CHANNEL, "digital-team")
ALL_STAFF = Place(PLATFORM, PlaceKind.CHANNEL, "all-staff")
ROOMS = Rooms(team=TEAM_CHANNEL, digest=TEAM_CHANNEL)


@dataclass(frozen=True, slots=True)
class Someone:
    """One of the people to switch between.

    `examples` are first messages to try as them, `among_staff` a first line to their colleagues.
    """

    key: str
    name: str
    role: str
    service: str
    in_team: bool
    examples: tuple[str, ...]
    among_staff: str

    @property
    def person(self) -> str:
        """Them as a PERSON, for example `page:dean`."""
        return f"{PLATFORM}:{self.key}"

    @property
    def identity(self) -> Identity:
        """This person as the bot knows them."""
        return Identity(PLATFORM, self.key, self.name, self.service)

    @property
    def direct(self) -> Place:
        """Their direct message with Groundwork."""
        return Place(PLATFORM, PlaceKind.DIRECT, self.key)

    @property
    def places(self) -> tuple[Place, ...]:
        """What they see: their direct message, and the channels they are in."""
        return (self.direct, ALL_STAFF, *((TEAM_CHANNEL,) if self.in_team else ()))

    def place(self, key: str) -> Place | None:
        """The place of this key, if they see it."""
        return next((place for place in self.places if place.key == key), None)


PEOPLE = (
    Someone(
        "dean",
        "Dean Marsh",
        "Parking officer",
        "Parking",
        in_team=False,
        examples=(
            "hiya can we get visitor permits online\n"
            "people keep coming to reception w the paper form",
            "We need to take payment for skip licences over the web, not just by phone.",
            "Drivers email photos to appeal a fine, and we copy each into PermitPoint by hand.",
        ),
        among_staff="Does anyone else type paper forms in again? We do 60 permits a month.",
    ),
    Someone(
        "ruth",
        "Ruth Okafor",
        "Team manager",
        "Adult social care",
        in_team=False,
        examples=(
            "My head of service has asked about a portal so families can see where a care "
            "assessment has got to. They ring us, the ward and the district nurses and get "
            "three different answers.",
            "Carers fill in a paper timesheet, then someone types 200 of them a month "
            "into the payroll system.",
            "Can the form for a blue badge be online?",
        ),
        among_staff="We ring each other all day to find out where a care assessment has got to.",
    ),
    Someone(
        "priya",
        "Priya Nair",
        "Digital team",
        "Digital",
        in_team=True,
        examples=(
            "Colleagues ask us for new laptops by email and we copy it all into a spreadsheet.",
            "Could room bookings be online? People ring reception to ask what is free.",
        ),
        among_staff="Minutes of the user group are on the intranet. Next one is on Thursday.",
    ),
    Someone(
        "tom",
        "Tom Bell",
        "Digital team",
        "Digital",
        in_team=True,
        examples=(
            "The allotment waiting list is a paper book at the front desk. Could it be online?",
            "We print every planning comment and scan it back in again.",
        ),
        among_staff="I am at the Guildhall today. Bring me a form that you could do without.",
    ),
)
_BY_KEY = {someone.key: someone for someone in PEOPLE}


def someone_called(key: str) -> Someone | None:
    """The person of this key."""
    return _BY_KEY.get(key)


def someone_named(name: str) -> Someone | None:
    """The person of this full name; no two of them share one."""
    return next((someone for someone in PEOPLE if someone.name == name), None)


def all_places() -> tuple[Place, ...]:
    """Every place of the page."""
    return (*(someone.direct for someone in PEOPLE), ALL_STAFF, TEAM_CHANNEL)


class PageMembers:
    """The digital team of the page, which never changes."""

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        """Whether this is one of the two."""
        someone = someone_called(who.key) if who.platform == PLATFORM else None
        return someone is not None and someone.in_team
