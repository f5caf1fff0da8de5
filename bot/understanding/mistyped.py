"""Words as people mistype them: two letters changed round, or misspelt."""

from collections.abc import Iterator

_TELLING = """
account again allotment application applications apply appointment appointments approval approve
approved attach attached automatic automatically because before booking bookings business calendar
call calls check checked colleague colleagues complete complaint complaints contract copy copied
copies council customer customers database department departments details digital document
documents email emails emailed enquiries enquiry every everything excel finance folder forms
handwritten inspection inspections invoice invoices keep letter letters licence licences manager
manually month months monthly number numbers office officer officers online paper parking payment
payments people permit permits phone phones portal post posted printed process receive received
receipt record records register reminder reminders report reports request requests resident
residents screen sheet sign signature signed someone somebody spreadsheet spreadsheets staff
submit system systems team teams tenant tenants their them then these they training type typed
types typing update updated upload website week weekly write written
"""
"""Words that tell how work is done: what is one step away from them is taken for them."""

_WORDS_OF_THEIR_OWN = frozenset({"pots", "sing", "singed"})
"""One step away from a telling word, and something else: ‘sing’ is not ‘sign’."""

_MISSPELT = {
    "acheive": "achieve",
    "adress": "address",
    "adresses": "addresses",
    "alot": "lot",
    "appication": "application",
    "aplication": "application",
    "aplications": "applications",
    "apointment": "appointment",
    "apointments": "appointments",
    "appointmet": "appointment",
    "automaticaly": "automatically",
    "becuase": "because",
    "buisness": "business",
    "calender": "calendar",
    "colleage": "colleague",
    "councl": "council",
    "definately": "definitely",
    "departement": "department",
    "doccument": "document",
    "emial": "email",
    "enquirys": "enquiries",
    "feild": "field",
    "finanace": "finance",
    "goverment": "government",
    "invioce": "invoice",
    "manualy": "manually",
    "neccessary": "necessary",
    "occassion": "occasion",
    "peple": "people",
    "peolpe": "people",
    "recieve": "receive",
    "recieved": "received",
    "reciept": "receipt",
    "reciepts": "receipts",
    "residants": "residents",
    "responce": "response",
    "seperate": "separate",
    "spreadhseet": "spreadsheet",
    "spreadsheat": "spreadsheet",
    "spredsheet": "spreadsheet",
    "spreedsheet": "spreadsheet",
    "systme": "system",
    "teh": "the",
    "tennant": "tenant",
    "tennants": "tenants",
    "thier": "their",
    "untill": "until",
    "wich": "which",
    "writting": "writing",
    "writen": "written",
}
"""What is often misspelt, and how it is spelt."""


def _one_step_away(word: str) -> Iterator[str]:
    """With two letters beside each other changed round, but for the first of the word."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _mistyped() -> dict[str, str]:
    telling = _TELLING.split()
    known = {*telling, *_WORDS_OF_THEIR_OWN}
    near = {one: word for word in telling for one in _one_step_away(word) if one not in known}
    return near | _MISSPELT


MEANT = _mistyped()
"""What was meant, by what was typed."""
