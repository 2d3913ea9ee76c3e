"""What the setup offers to begin with: crisis lines, time zones, languages, crowd rules."""

from knowledge.words import _

#: The zones of the United States and its territories, by the city that names each.
ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
    "Pacific/Guam",
)  # fmt: skip
#: Languages that are offered, by code; the others can be added to a partner.
LANGUAGES = ("en", "es", "ht", "pt", "zh", "vi", "ar", "so", "fr", "asl")
#: From how many people trained crowd managers are needed, by edition and adoption of the fire
#: code (E10, E11); 0 where no such rule was adopted.
CROWD_FROM = (250, 500, 1_000, 0)


def crisis_lines() -> tuple[str, ...]:
    """Return the national lines, as a coalition confirms them for itself (B8; T20)."""
    return (
        _("Danger now, shots, injury: 911 (text where offered)"),
        _("Suicide or mental health crisis: 988, call, text or chat"),
        _("In Spanish: 988 then 2, or text AYUDA to 988"),
        _("Veterans: 988 then 1, or text 838255"),
        _("Text in a crisis: HOME to 741741"),
        _("Distress after violence: 1-800-985-5990"),
        _("Treatment and referral: SAMHSA 1-800-662-4357"),
        _("Survivors of crime: VictimConnect 1-855-484-2846"),
        _("Domestic violence: 1-800-799-7233, or text START to 88788"),
        _("Child abuse: Childhelp 1-800-422-4453"),
    )


def crowd_rule(people: int) -> str:
    """Return a crowd-manager rule in words."""
    if not people:
        return _("No such rule here")
    return _("From {n:,} people: one for each 250, at least two").format(n=people)
