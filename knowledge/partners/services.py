"""What partners offer, and the words by which people ask for it."""

from collections.abc import Mapping
from enum import StrEnum

from knowledge.partners.lexicon import Lexicon
from knowledge.words import _


class Service(StrEnum):
    """The needs an outreach record may name, and a few more that a directory holds."""

    HOUSING = "housing"
    FOOD = "food"
    ID = "id"
    JOB = "job"
    SCHOOL = "school"
    LEGAL = "legal"
    COUNSELLING = "counselling"
    MEDICAL = "medical"
    RELOCATION = "relocation"
    COMPENSATION = "compensation"
    FUNERAL = "funeral"
    TRANSPORT = "transport"
    MENTORING = "mentoring"
    MEDIATION = "mediation"
    CHILDCARE = "childcare"
    INTERPRETING = "interpreting"
    OUTREACH = "outreach"
    RECOVERY = "recovery"
    REENTRY = "reentry"
    RECREATION = "recreation"
    CLOTHING = "clothing"


_TITLES: Mapping[Service, str] = {
    Service.HOUSING: "Housing",
    Service.FOOD: "Food",
    Service.ID: "ID and papers",
    Service.JOB: "Jobs",
    Service.SCHOOL: "School and GED",
    Service.LEGAL: "Legal help",
    Service.COUNSELLING: "Counseling",
    Service.MEDICAL: "Medical care",
    Service.RELOCATION: "Relocation",
    Service.COMPENSATION: "Victim compensation",
    Service.FUNERAL: "Funeral help",
    Service.TRANSPORT: "Rides",
    Service.MENTORING: "Mentoring",
    Service.MEDIATION: "Mediation",
    Service.CHILDCARE: "Child care",
    Service.INTERPRETING: "Interpreting",
    Service.OUTREACH: "Street outreach",
    Service.RECOVERY: "Recovery from substance use",
    Service.REENTRY: "Coming home from prison",
    Service.RECREATION: "Sports and arts",
    Service.CLOTHING: "Clothing",
}


def title(service: Service) -> str:
    """Return a service's name as it is shown."""
    return _(_TITLES[service])


def find(text: str) -> Service | None:
    """Return the service that a word or phrase means, mistyped or not."""
    return LEXICON.meaning(text)


#: English and Spanish words, in small letters; accents make no difference.
_WORDS: Mapping[Service, tuple[str, ...]] = {
    Service.HOUSING: (
        *("house", "home", "homeless", "shelter", "shelters", "rent", "rental", "eviction"),
        *(
            "apartment",
            "rent help",
            "emergency housing",
            "place to stay",
            "bed",
            "beds",
            "utilities",
        ),
        *("vivienda", "casa", "refugio", "albergue", "renta", "alquiler", "desalojo"),
    ),
    Service.FOOD: (
        *(
            "meal",
            "meals",
            "groceries",
            "pantry",
            "pantries",
            "food bank",
            "food pantry",
            "soup kitchen",
        ),
        *("hungry", "snap", "comida", "alimentos", "despensa", "banco de comida", "comedor"),
    ),
    Service.ID: (
        *("ids", "identification", "papers", "birth certificate", "social security card"),
        *("state id", "drivers license", "documents", "identificacion", "documentos"),
        *("papeles", "acta de nacimiento", "licencia"),
    ),
    Service.JOB: (
        *("jobs", "work", "employment", "job training", "workforce", "resume", "hiring"),
        *("trabajo", "empleo", "trabajos", "empleos", "capacitacion"),
    ),
    Service.SCHOOL: (
        *("ged", "education", "tutoring", "diploma", "classes", "college", "schools"),
        *("escuela", "educacion", "clases", "tutoria", "school and ged"),
    ),
    Service.LEGAL: (
        *("lawyer", "lawyers", "attorney", "legal aid", "expungement", "record sealing"),
        *("immigration", "abogado", "abogada", "abogados", "ayuda legal", "inmigracion"),
    ),
    Service.COUNSELLING: (
        *("counseling", "counselor", "therapy", "therapist", "mental health", "grief"),
        *("trauma", "behavioral health", "support group", "consejeria", "terapia"),
        *("salud mental", "duelo", "psicologo", "psicologa"),
    ),
    Service.MEDICAL: (
        *("doctor", "clinic", "hospital", "health", "health care", "healthcare", "nurse"),
        *("dentist", "medico", "medica", "clinica", "salud", "enfermera", "wound care"),
    ),
    Service.RELOCATION: (
        *("relocate", "moving", "move", "moving help", "reubicacion", "mudanza", "mudarse"),
    ),
    Service.COMPENSATION: (
        *("victim services", "victims compensation", "crime victims", "vcap", "compensacion"),
        *("compensacion a victimas", "victim advocate", "advocate", "defensor de victimas"),
    ),
    Service.FUNERAL: (
        *(
            "funerals",
            "burial",
            "burial help",
            "paying for a funeral",
            "cremation",
            "funeral home",
            "repast",
        ),
        *("entierro", "funeraria", "sepelio", "velorio"),
    ),
    Service.TRANSPORT: (
        *(
            "ride",
            "rides",
            "transportation",
            "bus",
            "bus pass",
            "van",
            "septa key",
            "tokens",
            "bus tokens",
        ),
        *("transporte", "viaje", "pasaje", "pase de autobus"),
    ),
    Service.MENTORING: (
        *("mentor", "mentors", "mentorship", "coaching", "life coach", "mentoria"),
    ),
    Service.MEDIATION: (
        *("mediator", "conflict resolution", "conflict mediation", "restorative justice"),
        *("mediacion", "mediador", "mediadora", "resolucion de conflictos"),
    ),
    Service.CHILDCARE: (
        *("child care", "daycare", "day care", "babysitting", "head start", "preschool"),
        *("guarderia", "cuidado de ninos", "ninera"),
    ),
    Service.INTERPRETING: (
        *("interpreter", "interpreters", "interpretation", "translator", "translation"),
        *("interprete", "interpretes", "traduccion", "traductor", "traductora"),
    ),
    Service.OUTREACH: (
        *("street outreach", "violence interrupter", "violence interrupters", "safety"),
        *("interrupter", "interrupters", "credible messenger", "credible messengers"),
        *("seguridad", "alcance comunitario", "cvi", "outreach safety"),
    ),
    Service.RECOVERY: (
        *("substance use", "detox", "rehab", "addiction", "treatment", "narcan", "naloxone"),
        *("sober", "recuperacion", "desintoxicacion", "adicciones", "rehabilitacion"),
    ),
    Service.REENTRY: (
        *("re entry", "coming home", "after prison", "after jail", "reinsercion"),
        *("reintegracion", "salida de prision"),
    ),
    Service.RECREATION: (
        *("sports", "arts", "basketball", "after school", "afterschool", "summer camp", "camp"),
        *("gym", "boxing", "music", "deportes", "arte", "baloncesto", "campamento", "recreo"),
    ),
    Service.CLOTHING: ("clothes", "coat", "coats", "diapers", "ropa", "abrigo", "panales"),
}

LEXICON: Lexicon[Service] = Lexicon.of(
    {service: (service.value, title(service), *_WORDS[service]) for service in Service}
)
