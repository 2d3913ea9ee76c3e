"""The one place through which every sentence that a person reads passes.

English is the source; a catalogue for another language needs no change of code.
"""

import gettext

#: Looked up once: ``gettext.gettext`` searches the disk for a catalogue at every sentence.
_catalogue = gettext.translation("coalition", fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
