"""`powerstruggle convert IN OUT`: import a file of another tool as a scenario, or write a scenario in another format.

The content of IN decides what it is; the ending of OUT decides what is written. Pictures, sounds and films are
written into a folder beside OUT. What was imported, what changed and what needs attention is reported on standard
error.

Exit status: 0 everything was imported, 1 it was imported and something needs your attention, 2 nothing was written.
"""

import argparse
import sys
from pathlib import Path

from ..exchange import export_file, import_file, registry
from ..exchange.report import ATTENTION
from ..scenario import scenario_xml
from .terminal import Commands, describe, print_json

COMPLETE, ATTENTION_NEEDED, NOTHING_WRITTEN = 0, 1, 2


class _CannotWrite(Exception):
    """Nothing is written; the message says why."""


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser(
        "convert",
        help="import a scenario of another tool, or write one in another format",
        description=describe(__doc__),
        epilog=_list_formats(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, metavar="IN", help="the file to import")
    parser.add_argument("out", type=Path, metavar="OUT", help=f"the file to write: {', '.join(_formats_by_ending())}")
    parser.add_argument("--pick", metavar="STORY", help="number or title of the story, where IN holds several")
    parser.add_argument("--json", action="store_true", help="write the report as JSON to standard output")
    parser.add_argument("--force", action="store_true", help="overwrite existing files")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Convert one file, and return the exit status (see the module)."""
    try:
        converted = _convert(options)
    except (import_file.CannotImport, export_file.MissingExtra, export_file.NotForDrills, _CannotWrite) as error:
        return _print_refusal(options, str(error))
    if isinstance(converted, import_file.StoryChoice):
        return _print_stories(options, converted)
    result, content = converted
    folder = _media_folder(options.out)
    options.out.write_bytes(content)
    for file in result.media:
        folder.mkdir(exist_ok=True)
        (folder / file.name).write_bytes(file.data)
    _print_report(options, result, folder)
    return ATTENTION_NEEDED if result.report.filter_entries(ATTENTION) else COMPLETE


def _formats_by_ending() -> dict[str, str]:
    """Return the id of an exporter by each of its endings."""
    return {ending: exporter.id for exporter in registry.list_exporters() for ending in exporter.endings}


def _list_formats() -> str:
    """Return the lists of importable and exportable files, for the help text."""
    imports = [
        f"  {', '.join(row.endings)}: {row.label}"
        for row in registry.list_importers()
        if row.content in (registry.SCENARIO, registry.REFLECTION)
    ]
    exports = [f"  {', '.join(row.endings)}: {row.label}" for row in registry.list_exporters()]
    missing = [str(row.missing) for row in registry.exportable_kinds() if row.missing]
    return "\n".join(["files that can be imported:", *imports, "", "files that can be written:", *exports, *missing])


def _convert(options: argparse.Namespace) -> import_file.StoryChoice | tuple[import_file.ImportResult, bytes]:
    """Return what was imported and the content to write; everything is checked before a file is touched."""
    formats = _formats_by_ending()
    format_id = formats.get(options.out.suffix.lower())
    if format_id is None:
        raise _CannotWrite(
            f"\"{options.out.suffix or options.out}\" is not a format to write; these are: {', '.join(formats)}"
        )
    if not options.force:
        for path in (options.out, _media_folder(options.out)):
            if path.exists():
                raise _CannotWrite(f"{path} exists already; --force overwrites it")
    result = import_file.import_file(options.source.read_bytes(), options.source.name, options.pick)
    if isinstance(result, import_file.StoryChoice):
        return result
    return result, result.text.encode() if format_id == "xml" else _export(result, format_id)


def _export(result: import_file.ImportResult, format_id: str) -> bytes:
    if result.content != registry.SCENARIO:
        raise _CannotWrite("the questions of a reflection can be written as .xml only")
    parsed = scenario_xml.parse(result.text)
    if parsed.scenario is None:
        issue = next(iter(parsed.issues), None)
        raise _CannotWrite(f"the scenario has to be corrected first ({issue}); write it as .xml and check that")
    return export_file.export_scenario(parsed.scenario, format_id)[2]


def _media_folder(out: Path) -> Path:
    return out.with_name(f"{out.stem}_media")


def _print_refusal(options: argparse.Namespace, message: str) -> int:
    if options.json:
        print_json({"error": message})
    print(f"{options.source}: {message}", file=sys.stderr)
    return NOTHING_WRITTEN


def _print_stories(options: argparse.Namespace, choice: import_file.StoryChoice) -> int:
    if options.json:
        stories = [{"id": story.id, "title": story.title} for story in choice.stories]
        print_json({"stories": stories})
    print(f"{options.source} holds several stories; choose one with --pick:", file=sys.stderr)
    for story in choice.stories:
        print(f"  {story.id}  {story.title}", file=sys.stderr)
    return NOTHING_WRITTEN


def _print_report(options: argparse.Namespace, result: import_file.ImportResult, folder: Path) -> None:
    if options.json:
        print_json({
            "kind": result.kind,
            "written": str(options.out),
            "report": result.report.as_json(),
            "media": [
                {
                    "name": file.name,
                    "address": file.address,
                    "size": file.size,
                    "written": str(folder / file.name),
                }
                for file in result.media
            ],
        })
    else:
        print(result.report.as_text(), file=sys.stderr)
        for file in result.media:
            print(
                f"  {folder / file.name} ({file.size} bytes): upload it under Files, its address is {file.address}",
                file=sys.stderr,
            )
    print(f"{options.out} written", file=sys.stderr)
