"""The `graph` command: options, help, output and exit status."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command_name

from graph import terminal
from graph.errors import GraphError, UsageError

if TYPE_CHECKING:
    from graph.sources import Limits


class _Commands(TyperGroup):
    """Tells wrong usage as a JSON document, too, where one was asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        as_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            # Those who called tell it on standard error.
            if as_json:
                terminal.print_error(UsageError.code, error.format_message())
            raise


app = typer.Typer(
    name="graph",
    cls=_Commands,
    help="Papers as a citation and knowledge graph: related papers, Cypher queries and a map.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Store = Annotated[
    str,
    typer.Option(
        envvar="GRAPH_STORE",
        help="Where the graph is kept: a file, or the address of a Neo4j server.",
        metavar="STORE",
    ),
]
Title = Annotated[
    list[str],
    typer.Argument(help="A title, a distinctive part of one, or an identifier.", metavar="TITLE"),
]
Sources = Annotated[
    list[str],
    typer.Argument(help="Files or folders to read, or - for standard input.", metavar="SOURCE..."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Format = Annotated[
    str | None,
    typer.Option(
        help="Name of the format, when it is not recognised; list shows the names.", metavar="NAME"
    ),
]
MaxBytes = Annotated[
    str | None,
    typer.Option(
        help="Unpack so much of one compressed source or archive, for example 50G.",
        metavar="SIZE",
    ),
]
MaxRecord = Annotated[
    str | None,
    typer.Option(
        help="Read records and pages up to this size, for example 200M.",
        metavar="SIZE",
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        min=1,
        max=64,
        help="Processes that find what papers say; more pay for full texts or many papers.",
        metavar="N",
    ),
]
Vocabularies = Annotated[
    list[Path] | None,
    typer.Option(
        "--vocabulary", help="A vocabulary to use beside the shipped one.", metavar="FILE"
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--param", help="A parameter; the value is JSON, else text.", metavar="NAME=VALUE"
    ),
]
Limit = Annotated[int, typer.Option(help="At most so many; 0 for all.", min=0)]
DEFAULT_STORE = "papers.graph"


def main() -> None:
    """Run the command that is asked for.

    Only that one is described to click: all of them take longer than most answers.
    """
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    for command in app.registered_commands:
        name = command.name or get_command_name(getattr(command.callback, "__name__", ""))
        if name == asked:
            app.registered_commands = [command]
    app()


@app.callback()
def _named() -> None:
    """Keep the name of a command in front of what it takes, where there is only one."""


@app.command()
def build(
    sources: Sources,
    store: Store = DEFAULT_STORE,
    format: Format = None,
    vocabulary: Vocabularies = None,
    map: Annotated[
        Path | None, typer.Option(help="Write the map of the graph, too.", metavar="FILE")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out papers that a source no longer has.")
    ] = False,
    max_bytes: MaxBytes = None,
    max_record: MaxRecord = None,
    jobs: Jobs = 1,
    embeddings: Annotated[
        Path | None,
        typer.Option(
            help="Compare papers by this sentence-embedding model, too.", metavar="FOLDER"
        ),
    ] = None,
    no_embeddings: Annotated[
        bool, typer.Option("--no-embeddings", help="Take out what a model gave before.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read papers and merge them, with what they mention, into a graph.

    Running it again on the same sources changes nothing.
    """
    with _errors(as_json):
        _library_only(store, "build")
        if embeddings is not None and no_embeddings:
            raise UsageError("Give --embeddings or --no-embeddings, not both.")
        from graph.pipeline import build as build_graph

        written: list[Any] = []

        def write(library: Any) -> None:
            if map is not None:
                from graph.answers import write_map_of

                written.append(write_map_of(library, map))

        with terminal.progress() as progress:
            report = build_graph(
                sources,
                store,
                format=format,
                vocabularies=vocabulary or (),
                prune=prune,
                limits=_limits(max_bytes, max_record),
                jobs=jobs,
                embeddings=embeddings,
                forget_embeddings=no_embeddings,
                progress=progress,
                keep=write,
            )
        terminal.show_report(report, as_json=as_json)
        if written and not as_json:
            terminal.show_map(map, written[0])
        raise typer.Exit(3 if report.incomplete else 0)


@app.command()
def related(
    title: Annotated[
        list[str] | None,
        typer.Argument(
            help="A title, part of one, or identifier; several: related to all.",
            metavar="TITLE...",
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="Related to this text, a file or -, instead of a title.", metavar="FILE"),
    ] = None,
    store: Store = DEFAULT_STORE,
    limit: Limit = 10,
    year: Annotated[
        str | None, typer.Option(help="Only of these years: 2020, 2020.. or 2018..2020.")
    ] = None,
    concept: Annotated[
        list[str] | None,
        typer.Option(help="Only papers about this concept or a narrower one.", metavar="NAME"),
    ] = None,
    with_code: Annotated[
        bool, typer.Option("--with-code", help="Only papers whose own code is known.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the papers most related to one, with the reasons."""
    with _errors(as_json):
        from graph import answers
        from graph.related import Wanted

        wanted = Wanted(year, tuple(concept or ()), with_code)
        if (text is None) == (not title):
            raise UsageError("Give a title, a part of one or an identifier; or --text FILE.")
        if text is not None:
            answer = answers.related_to_text(store, text, limit, wanted)
        else:
            answer = answers.related(store, title or [], limit, wanted)
        terminal.show_related(answer, as_json=as_json)


@app.command()
def show(
    title: Annotated[
        list[str] | None,
        typer.Argument(help="A title, a part of one, or an identifier.", metavar="TITLE"),
    ] = None,
    store: Store = DEFAULT_STORE,
    everything: Annotated[
        bool, typer.Option("--all", help="Every paper, one JSON object a line; needs --json.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show everything known of one paper, with evidence."""
    with _errors(as_json):
        from graph import answers

        if everything:
            if title or not as_json:
                raise UsageError("--all goes with --json and without a title.")
            for paper in answers.show_all(store):
                terminal.print_line(paper)
            return
        if not title:
            raise UsageError("Give a title, a part of one or an identifier; or --all --json.")
        terminal.show_paper(answers.show(store, _words(title)), as_json=as_json)


@app.command()
def search(
    text: Annotated[list[str], typer.Argument(help="Words to look for.", metavar="TEXT")],
    store: Store = DEFAULT_STORE,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Find papers, concepts, systems and repositories by words; typos are forgiven."""
    with _errors(as_json):
        from graph.answers import search as answer

        terminal.show_search(answer(store, _words(text), limit), as_json=as_json)


@app.command()
def query(
    name: Annotated[
        str | None, typer.Argument(help="Leave it out to list them.", metavar="NAME")
    ] = None,
    store: Store = DEFAULT_STORE,
    param: Parameters = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run one of the shipped queries; without a name, list them."""
    with _errors(as_json):
        from graph import answers

        if name is None:
            if param or as_csv:
                raise UsageError("--param and --csv go with the name of a query.")
            terminal.show_queries(answers.list_queries(), as_json=as_json)
            return
        table = answers.query(store, name, _parameters(param))
        terminal.show_table(table, as_json=as_json, as_csv=as_csv)


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="One statement that only reads.", metavar="TEXT")],
    store: Store = DEFAULT_STORE,
    param: Parameters = None,
    timeout: Annotated[
        float, typer.Option(help="Seconds after which the statement is stopped.", min=0.1)
    ] = 30.0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run one read-only Cypher statement."""
    with _errors(as_json):
        from graph import answers

        table = answers.cypher(store, text, _parameters(param), timeout)
        terminal.show_table(table, as_json=as_json, as_csv=as_csv)


@app.command("map")
def draw(
    store: Store = DEFAULT_STORE,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file.")] = Path(
        "map.html"
    ),
    around: Annotated[
        str | None, typer.Option(help="Only what is near this paper.", metavar="TITLE")
    ] = None,
    depth: Annotated[int, typer.Option(help="How many steps from it.", min=1)] = 1,
    concept: Annotated[
        list[str] | None,
        typer.Option(help="Only papers about this concept or a narrower one.", metavar="NAME"),
    ] = None,
    papers_only: Annotated[
        bool, typer.Option("--papers-only", help="Draw nothing but papers.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(help="So many papers at most; 0 for all.", min=0)
    ] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the page.", metavar="TEXT")] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the interactive map: one HTML file that works offline."""
    with _errors(as_json=False):
        from graph.answers import write_map

        report = write_map(
            store,
            output,
            around=around,
            depth=depth,
            concepts=concept or (),
            papers_only=papers_only,
            limit=limit,
            title=title,
        )
        terminal.show_map(output, report)
        if open_it:
            import webbrowser

            webbrowser.open(output.resolve().as_uri())


@app.command()
def load(
    target: Annotated[str, typer.Argument(help="Address of a Neo4j server.", metavar="STORE")],
    source: Annotated[
        str | None,
        typer.Option("--from", help="The built graph; --store means the same.", metavar="STORE"),
    ] = None,
    store: Store = DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace another graph of ours that is there.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a Neo4j server hold the same graph."""
    with _errors(as_json):
        _library_only(source or store, "load --from")
        from graph.pipeline import load as load_store

        with terminal.progress() as progress:
            loaded = load_store(
                target, source or store, replace=replace, dry_run=dry_run, progress=progress
            )
        terminal.show_loaded(target, loaded, dry_run=dry_run, as_json=as_json)


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="File to write; its ending names the format.")],
    store: Store = DEFAULT_STORE,
    kind: Annotated[
        str | None,
        typer.Option("--for", help="Name of the format, instead of the ending.", metavar="NAME"),
    ] = None,
) -> None:
    """Write the graph as a file for other programs."""
    with _errors(as_json=False):
        from graph.answers import export as write

        write(store, path, kind)
        terminal.say(f"Wrote {path}")


@app.command()
def extract(
    sources: Sources,
    format: Format = None,
    vocabulary: Vocabularies = None,
    max_bytes: MaxBytes = None,
    max_record: MaxRecord = None,
    jobs: Jobs = 1,
) -> None:
    """Print what papers say, as JSON Lines in reading order; nothing is stored."""
    with _errors(as_json=False):
        from graph.pipeline import extract as extract_papers
        from graph.report import Report

        report = Report("")
        for paper in extract_papers(
            sources,
            format=format,
            vocabularies=vocabulary or (),
            limits=_limits(max_bytes, max_record),
            jobs=jobs,
            report=report,
        ):
            terminal.print_line(paper)
        terminal.show_trouble(report)
        raise typer.Exit(3 if report.incomplete else 0)


@app.command()
def status(store: Store = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Tell what a library holds and where it came from."""
    with _errors(as_json):
        _library_only(store, "status")
        from graph.answers import status as answer

        terminal.show_status(answer(store), as_json=as_json)


@app.command()
def duplicates(
    store: Store = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(help="Show so many of each; 0 for all.", min=0)] = 20,
    as_json: AsJson = False,
) -> None:
    """List records that were merged into one paper, and papers that may be one."""
    with _errors(as_json):
        _library_only(store, "duplicates")
        from graph.answers import duplicates as answer

        terminal.show_duplicates(answer(store), limit, as_json=as_json)


@app.command()
def merge(
    titles: Annotated[
        list[str],
        typer.Argument(help="Two papers or more, each in quotes.", metavar="TITLE TITLE..."),
    ],
    store: Store = DEFAULT_STORE,
    as_json: AsJson = False,
) -> None:
    """Make two papers one; graph split takes it back."""
    with _errors(as_json):
        _library_only(store, "merge")
        if len(titles) < 2:
            raise UsageError("merge takes two papers or more. Put each title in quotes.")
        from graph.decide import merge as merge_papers

        with terminal.progress() as progress:
            paper = merge_papers(store, titles, progress=progress)
        terminal.show_merged(paper, as_json=as_json)


@app.command()
def split(
    title: Title,
    store: Store = DEFAULT_STORE,
    member: Annotated[
        str | None,
        typer.Option(help="Take out this record only.", metavar="ORIGIN:LINE"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Part the records of a paper; graph merge takes it back."""
    with _errors(as_json):
        _library_only(store, "split")
        from graph.decide import split as split_paper

        with terminal.progress() as progress:
            papers = split_paper(store, _words(title), member, progress=progress)
        terminal.show_split(papers, as_json=as_json)


def _words(given: list[str]) -> str:
    """A title typed without quotes arrives as several words."""
    return " ".join(given)


def _limits(max_bytes: str | None, max_record: str | None) -> Limits:
    """Return the limits for sources; who names a size wants so much, however well it packs."""
    from graph.sources import Limits

    record = None if max_record is None else _size("--max-record", max_record)
    if max_bytes is None:
        return Limits(record=record)
    return Limits(bytes=_size("--max-bytes", max_bytes), ratio=None, record=record)


def _size(option: str, text: str) -> int:
    """Return the bytes of a size such as 50G."""
    found = re.fullmatch(r"([1-9]\d{0,14})([kmgt]?)i?b?", text.strip().lower())
    if not found:
        raise UsageError(f"{option} {text}: give a size such as 500M or 50G")
    return int(found[1]) << 10 * " kmgt".index(found[2] or " ")


def _library_only(store: str, command: str) -> None:
    if "://" in store:
        from graph.stores.neo4j_address import parse

        parse(store)  # an address that is none, or holds a password, is told of first
        raise UsageError(
            f"{command} works on a library file, not on {store}. "
            f"Build a file, then: graph load {store} --from FILE"
        )


def _parameters(given: list[str] | None) -> dict[str, Any]:
    """Read NAME=VALUE; the value is JSON where it parses as JSON, else text."""
    parameters = {}
    for item in given or ():
        name, equals, value = item.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {item}: give a name and a value, for example limit=5")
        try:
            parameters[name] = json.loads(value)
        except ValueError:
            parameters[name] = value
    return parameters


@contextmanager
def _errors(as_json: bool) -> Iterator[None]:
    """Turn an error of ours into one line and its exit status."""
    terminal.write_utf_8()
    try:
        yield
        sys.stdout.flush()
    except GraphError as error:
        terminal.show_error(error, as_json=as_json)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from None
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        terminal.say("Stopped.")
        raise typer.Exit(130) from None


if __name__ == "__main__":
    main()
