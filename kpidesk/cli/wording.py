"""click's own words, in our languages."""

from __future__ import annotations

import click

from kpidesk.i18n.messages import N_, _

HINT = N_("Type `{command} --help` for help.")


def in_our_words(error: click.ClickException) -> str:
    """One sentence for what is wrong with the command as typed."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "kpidesk"
    return f"{_sentence(error)}\n{_(HINT, command=command)}"


def _sentence(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return _("There is no option {option}.", option=error.option_name)
        case click.MissingParameter():
            return _("{name} is missing.", name=_name(error))
        case click.BadOptionUsage():
            return _("{name} needs a value.", name=error.option_name)
        case click.BadParameter() if isinstance(
            getattr(error.param, "type", None), click.Choice
        ):
            choices = ", ".join(str(item) for item in error.param.type.choices)  # type: ignore[union-attr]
            return _(
                "{name} must be one of: {choices}.", name=_name(error), choices=choices
            )
        case click.BadParameter():
            return _("{name} cannot be read.", name=_name(error))
        case click.UsageError():
            return _("The command is not complete or has a word too many.")
        case _:
            return error.format_message()


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return error.param_hint if isinstance(error.param_hint, str) else "?"
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name


class Command(click.Command):
    """A command whose help speaks the language of the moment."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, _("Usage:") + " ")

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options."""
        records = [
            record
            for parameter in self.get_params(ctx)
            if (record := parameter.get_help_record(ctx))
        ]
        if records:
            with formatter.section(_("Options")):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, described in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help.")
        return option


class Group(Command, click.Group):
    """The program: its commands, or a company file to open in the window."""

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's own signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the commands."""
        rows = [
            (name, command.get_short_help_str(limit=70))
            for name, command in sorted(self.commands.items())
            if not command.hidden
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named; what is no command is a file to open."""
        if args and args[0] not in self.commands:
            args = ["open", *args]
        return super().resolve_command(ctx, args)
