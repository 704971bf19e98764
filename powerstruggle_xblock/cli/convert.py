"""`powerstruggle convert IN OUT`: bring a Twine, H5P or branching-xblock scenario in, or write one in another form.

IN is a Twee file, a page, archive or JSON of Twine, an .h5p package of a Branching Scenario, a branching-xblock export (JSON or
OLX), or a scenario in XML. OUT says by its ending what is written: .xml, .twee (or .tw), .xlsx, .docx or .html. Pictures, sounds
and films go into a folder beside OUT. What came over, what changed and what needs attention is told on standard error.

Exit status: 0 everything came over, 1 it came over and something needs your attention, 2 nothing was written.
"""

import json
import sys
from pathlib import Path

from ..exchange import export_file, import_file
from ..exchange.report import ATTENTION
from ..scenario import scenario_xml
from .terminal import said

ENDINGS = {".xml": "xml", ".twee": "twee", ".tw": "twee", ".xlsx": "xlsx", ".docx": "docx", ".html": "html", ".htm": "html"}
FINE, ATTENTION_NEEDED, NOTHING_WRITTEN = 0, 1, 2


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("convert", help="bring scenarios of other tools in, or write other forms", description=said(__doc__))
    parser.add_argument("source", type=Path, metavar="IN", help="the file to bring in")
    parser.add_argument("out", type=Path, metavar="OUT", help=f"what to write; its ending says which form: {', '.join(ENDINGS)}")
    parser.add_argument("--pick", metavar="STORY", help="number or title of the story, where IN holds several")
    parser.add_argument("--json", action="store_true", help="the report as JSON on standard output")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Convert one file; see the module for the exit status."""
    try:
        made = _made(options)
    except (import_file.CannotImport, export_file.MissingExtra, _CannotWrite) as error:
        return _refuse(options, str(error))
    if isinstance(made, import_file.StoryChoice):
        return _ask(options, made)
    brought, content = made
    folder = _media_folder(options.out)
    options.out.write_bytes(content)
    for file in brought.media:
        folder.mkdir(exist_ok=True)
        (folder / file.name).write_bytes(file.data)
    _tell(options, brought, folder)
    return ATTENTION_NEEDED if brought.report.of(ATTENTION) else FINE


class _CannotWrite(Exception):
    """Why nothing is written, as a sentence."""


def _made(options) -> import_file.StoryChoice | tuple[import_file.ImportResult, bytes]:
    """Give what was brought and what is to be written, with everything checked before a file is touched."""
    form = ENDINGS.get(options.out.suffix.lower())
    if form is None:
        raise _CannotWrite(f"\"{options.out.suffix or options.out}\" is no form to write; there are {', '.join(ENDINGS)}")
    if not options.force:
        for path in (options.out, _media_folder(options.out)):
            if path.exists():
                raise _CannotWrite(f"{path} is there already; --force overwrites it")
    brought = import_file.import_file(options.source.read_bytes(), options.source.name, options.pick)
    if isinstance(brought, import_file.StoryChoice):
        return brought
    return brought, brought.text.encode() if form == "xml" else _exported(brought, form)


def _exported(brought: import_file.ImportResult, form: str) -> bytes:
    reading = scenario_xml.parse(brought.text)
    if reading.scenario is None:
        problem = next(iter(reading.problems), None)
        raise _CannotWrite(f"the scenario has to be mended first ({problem}); write it as .xml and check that")
    return export_file.export_scenario(reading.scenario, form)[2]


def _media_folder(out: Path) -> Path:
    return out.with_name(f"{out.stem}_media")


def _refuse(options, sentence: str) -> int:
    if options.json:
        print(json.dumps({"error": sentence}, ensure_ascii=False, indent=2))
    print(f"{options.source}: {sentence}", file=sys.stderr)
    return NOTHING_WRITTEN


def _ask(options, pick: import_file.StoryChoice) -> int:
    if options.json:
        print(json.dumps({"stories": [{"id": story.id, "title": story.title} for story in pick.stories]}, ensure_ascii=False, indent=2))
    print(f"{options.source} holds several stories; say which one with --pick:", file=sys.stderr)
    for story in pick.stories:
        print(f"  {story.id}  {story.title}", file=sys.stderr)
    return NOTHING_WRITTEN


def _tell(options, brought: import_file.ImportResult, folder: Path) -> None:
    if options.json:
        print(json.dumps({
            "kind": brought.kind, "written": str(options.out), "report": brought.report.as_json(),
            "media": [{"name": file.name, "address": file.address, "size": file.size, "written": str(folder / file.name)}
                      for file in brought.media],
        }, ensure_ascii=False, indent=2))
    else:
        print(brought.report.as_text(), file=sys.stderr)
        for file in brought.media:
            print(f"  {folder / file.name} ({file.size} bytes): upload it under Files, its address is {file.address}", file=sys.stderr)
    print(f"{options.out} written", file=sys.stderr)
