"""People: taking a seat, what two confirm, the roster, the review, and the shooting notice."""

from handlers.people import asking, command, dialog, listing, message, review_words
from handlers.people.job import look_after
from handlers.surface import Action, Command, Dialog, Event, Feature, Job, Menu, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition join",),
            topic=Topic.YOU,
            does="Take a seat for your organization, in one minute.",
            examples=("/coalition join",),
            # Whoever may look for organisations may ask to sit for one: visitors, once the
            # coalition has begun, and nobody who is suspended.
            needs=Permission.PARTNERS_FIND,
            door=command.on_join,
        ),
        Command(
            names=("coalition people",),
            topic=Topic.RUNNING,
            does="Who has a seat, in which role, and what waits for a second person.",
            examples=("/coalition people",),
            needs=Permission.PEOPLE_READ,
            door=command.on_people,
        ),
        Command(
            names=("coalition review",),
            topic=Topic.RUNNING,
            does="Look at everybody's access once a year, one person at a time.",
            examples=("/coalition review",),
            needs=Permission.PEOPLE_MANAGE,
            door=command.on_review,
        ),
        Command(
            names=("coalition notice",),
            topic=Topic.NOW,
            does="Tell outreach of a shooting: place, time, people shot. You get a receipt.",
            examples=("/coalition notice",),
            needs=Permission.NOTICES_SEND,
            door=command.on_notice,
        ),
    ),
    actions=(
        Action(listing.JOIN, Permission.PARTNERS_FIND, dialog.on_join),
        Action(message.CONFIRM, Permission.PEOPLE_CONFIRM, dialog.on_confirm),
        Action(message.DECLINE, Permission.PEOPLE_CONFIRM, dialog.on_decline),
        Action(listing.PAGE, Permission.PEOPLE_READ, dialog.on_page),
        Action(listing.TEXT, Permission.PEOPLE_READ, dialog.on_text),
        Action(listing.PRINT, Permission.PEOPLE_READ, dialog.on_print),
        Action(listing.CHANGE, Permission.PEOPLE_READ, dialog.on_change),
        Action(listing.SUSPEND, Permission.PEOPLE_SUSPEND, dialog.on_suspend),
        Action(listing.LIFT, Permission.PEOPLE_SUSPEND, dialog.on_lift),
        Action(listing.TAKE_OVER, Permission.PEOPLE_CONFIRM, dialog.on_take_over),
        Action(review_words.KEEP, Permission.PEOPLE_MANAGE, dialog.on_keep),
        Action(review_words.REMOVE, Permission.PEOPLE_MANAGE, dialog.on_remove),
        Action(dialog.NOTICE, Permission.NOTICES_SEND, dialog.on_notice),
    ),
    dialogs=(
        Dialog(asking.JOINED, Permission.PARTNERS_FIND, dialog.on_joined),
        Dialog(asking.LISTED, Permission.PARTNERS_FIND, dialog.on_listed),
        Dialog(asking.CHANGED, Permission.PEOPLE_READ, dialog.on_changed),
        Dialog(asking.NOTICED, Permission.NOTICES_SEND, dialog.on_noticed),
    ),
    menus=(
        Menu(asking.ORGANISATION, Permission.PARTNERS_FIND, dialog.offer_organisations),
        Menu(asking.PLACE, Permission.NOTICES_SEND, dialog.offer_places),
    ),
    events=(Event("user_change", Permission.HELP_READ, dialog.on_user_change, quiet=True),),
    jobs=(Job("people", look_after),),
    scopes=frozenset({"commands", "chat:write", "im:write", "users:read"}),
)
