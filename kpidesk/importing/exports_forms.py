"""What programs for forms and for advertisements export."""

from __future__ import annotations

from kpidesk.importing.export_model import LEFT_OUT, KnownExport, fields_by


def _forms(timestamp: str, respondent: str) -> dict[str, str]:
    return fields_by(answered_at=timestamp, respondent=respondent)


def _ads(day: str, campaign: str, cost: str) -> dict[str, str]:
    return fields_by(date=day, description=campaign, amount=cost)


FORMS_EXPORTS: tuple[KnownExport, ...] = (
    KnownExport(
        "Microsoft Forms",
        "survey_answer",
        "ID|Ora di inizio|Ora di completamento",
        _forms("Ora di completamento", "Nome|Posta elettronica")
        | {"ID": LEFT_OUT, "Ora di inizio": LEFT_OUT},
    ),
    KnownExport(
        "Microsoft Forms",
        "survey_answer",
        "ID|Start time|Completion time",
        _forms("Completion time", "Name|Email")
        | {"ID": LEFT_OUT, "Start time": LEFT_OUT},
    ),
    KnownExport(
        "Microsoft Forms",
        "survey_answer",
        "ID|Hora de início|Hora de conclusão",
        _forms("Hora de conclusão", "Nome|Email|E-mail")
        | {"ID": LEFT_OUT, "Hora de início": LEFT_OUT},
    ),
    KnownExport(
        "SurveyMonkey",
        "survey_answer",
        "Respondent ID|Start Date|End Date",
        _forms("End Date", "Email Address")
        | dict.fromkeys(("Respondent ID", "Start Date", "Collector ID"), LEFT_OUT),
    ),
    KnownExport(
        "Typeform",
        "survey_answer",
        "Start Date (UTC)|Submit Date (UTC)|Network ID",
        _forms("Submit Date (UTC)", "Email")
        | dict.fromkeys(("#", "Start Date (UTC)", "Network ID"), LEFT_OUT),
    ),
    *(
        KnownExport(
            "Google Ads",
            "cost",
            f"{campaign}|{day}|{cost}|{clicks}",
            _ads(day, campaign, cost),
        )
        for campaign, day, cost, clicks in (
            ("Campaign", "Day", "Cost", "Clicks"),
            ("Campaign", "Month", "Cost", "Clicks"),
            ("Campagna", "Giorno", "Costo", "Clic"),
            ("Campagna", "Mese", "Costo", "Clic"),
            ("Campanha", "Dia", "Custo", "Cliques"),
            ("Campanha", "Mês", "Custo", "Cliques"),
        )
    ),
    KnownExport(
        "Meta Ads",
        "cost",
        "Campaign name|Reporting starts|Reporting ends",
        _ads(
            "Reporting starts",
            "Campaign name",
            "Amount spent (EUR)|Amount spent (BRL)|Amount spent (USD)",
        ),
    ),
    *(
        KnownExport("Google Forms", "survey_answer", timestamp, _forms(timestamp, mail))
        for timestamp, mail in (
            ("Informazioni cronologiche", "Nome utente|Indirizzo email"),
            ("Carimbo de data/hora", "Nome de usuário|Endereço de e-mail"),
            ("Carimbo de data/hora", "Nome de utilizador|Endereço de email"),
            ("Timestamp", "Username|Email Address"),
        )
    ),
)
