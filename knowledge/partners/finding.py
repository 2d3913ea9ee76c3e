"""What somebody looks for in the directory, as it was understood."""

from dataclasses import dataclass, replace

from knowledge.partners import languages, services
from knowledge.partners.services import Service
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Finding:
    """A search of the directory.

    Attributes
    ----------
    place
        One of the names of places that were known, None for everywhere.
    open_now, walk_in, always
        Only what is open at this hour; takes people without a referral; never closes.
    name_words
        Words that mean nothing else: parts of a partner's name, folded.
    left_out
        Words for days and hours that a search cannot keep to yet.
    whole
        All that was typed, folded: a partner's full name wins over what its words mean.
    """

    services: tuple[Service, ...] = ()
    languages: tuple[str, ...] = ()
    place: str | None = None
    open_now: bool = False
    walk_in: bool = False
    always: bool = False
    name_words: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    whole: str = ""

    def without_names(self) -> "Finding | None":
        """Return the search without its name words, None where it would ask for nothing.

        For when no name is like them: "jobs for teens" then still finds jobs.
        """
        asks = self.services or self.languages or self.place
        if not self.name_words or not asks:
            return None
        return replace(self, name_words=(), whole="")

    def told(self) -> str:
        """Return the search in words, so that a person sees how it was read."""
        parts = [
            _(" or ").join(services.title(each) for each in self.services),
            _("in {place}").format(place=self.place) if self.place else "",
            _(" or ").join(languages.name(code) for code in self.languages),
            _("open now") if self.open_now else "",
            _("open 24/7") if self.always else "",
            _("walk-in") if self.walk_in else "",
            _("name like “{words}”").format(words=" ".join(self.name_words))
            if self.name_words
            else "",
        ]
        said = " · ".join(part for part in parts if part) or _("Every partner")
        if not self.left_out:
            return said
        note = _("I can look for what is open now, not later; left out: {words}.")
        return f"{said}. {note.format(words=', '.join(self.left_out))}"
