"""The one place through which every sentence that a person reads passes.

English is the source; a catalogue for another language needs no change of code.
"""

import gettext

_ = gettext.gettext
ngettext = gettext.ngettext
