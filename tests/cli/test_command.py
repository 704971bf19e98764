"""The `powerstruggle` command as a process: help, version, pipes, colours, exit statuses."""

import json
import os
import pty
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from powerstruggle_xblock import __version__
from powerstruggle_xblock.cli import main
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import catalog

COMMANDS = ["check", "play", "script", "convert", "diff", "moves", "survey", "course", "workbench"]
ESCAPE = "\x1b"


def powerstruggle(*arguments, stdin="", **environment):
    return subprocess.run(
        [sys.executable, "-m", "powerstruggle_xblock.cli", *arguments],
        input=stdin,
        text=True,
        encoding="utf-8",
        errors="replace",
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def on_a_terminal(*arguments, statuses=(0,), **environment) -> str:
    """Run it with a terminal as its standard output and give what it shows."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "powerstruggle_xblock.cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux says so when the other end is closed.
        pass
    os.close(ours)
    assert process.wait() in statuses
    return shown.decode()


@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)])
def test_help_is_everywhere(command):
    done = powerstruggle(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: powerstruggle")
    assert done.stderr == ""


def test_the_main_help_names_every_command_and_the_exit_statuses():
    # In one line: where its lines end depends on how wide the terminal is.
    shown = " ".join(powerstruggle("--help").stdout.split())
    assert all(command in shown for command in COMMANDS)
    assert "Exit status: 0 fine, 1 problems found, 2 cannot run." in shown


def test_the_version_is_the_packages():
    assert powerstruggle("--version").stdout == f"powerstruggle {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check"], ["play"], ["check", "--jsn", "a.xml"]])
def test_a_command_that_is_none_has_status_2_and_shows_usage(arguments):
    done = powerstruggle(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr
    assert "Traceback" not in done.stderr


def test_exit_statuses_reach_the_shell(tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_text("<powerstruggle_scenario/>", encoding="utf-8")
    assert powerstruggle("check", str(starter_scenarios()[0])).returncode == 0
    assert powerstruggle("check", str(broken)).returncode == 1
    assert powerstruggle("check", str(tmp_path / "none.xml")).returncode == 2


def test_pipes_get_no_colour():
    done = powerstruggle("check", str(starter_scenarios()[0]))
    assert ESCAPE not in done.stdout + done.stderr


def test_a_terminal_gets_colour():
    assert ESCAPE in on_a_terminal("moves", NO_COLOR="")


def test_a_terminal_that_wants_no_colour_gets_none():
    assert ESCAPE not in on_a_terminal("moves", NO_COLOR="1")


def test_progress_is_for_people_only():
    files = [str(file) for file in starter_scenarios()[:2]]
    assert powerstruggle("check", *files).stderr == ""


def test_words_a_terminal_has_no_letters_for_do_not_end_the_talk():
    done = powerstruggle("play", str(starter_scenarios()[0]), stdin="q\n", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_error():
    process = subprocess.Popen(
        [sys.executable, "-m", "powerstruggle_xblock.cli", "moves", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait()


def test_a_talk_can_be_piped_in():
    done = powerstruggle("play", str(starter_scenarios()[0]), stdin="1\n" * 400)
    assert done.returncode == 0
    assert "score " in done.stdout
    assert ESCAPE not in done.stdout


def test_moves_are_listed_with_their_effect():
    shown = powerstruggle("moves").stdout
    assert all(move in shown for move in catalog.moves())
    assert "tension down 1, trust up 1, readiness up 1" in shown


def test_moves_come_as_json_too():
    rows = json.loads(powerstruggle("moves", "--json").stdout)
    assert [row["id"] for row in rows] == list(catalog.moves())
    assert set(rows[0]) == {"id", "name", "levels", "usual", "high", "low", "mistake", "tags"}


def test_the_workbench_without_its_library_says_what_to_install():
    code = (
        "import sys; sys.modules['workbench'] = None\n"
        "import importlib.util\n"
        "find = importlib.util.find_spec\n"
        "from powerstruggle_xblock.cli import main, workbench\n"
        "workbench.find_spec = lambda name: None\n"
        "sys.exit(main(['workbench']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install \"powerstruggle-xblock[workbench]\"" in done.stderr


def test_a_port_that_is_taken_is_said_before_anything_is_set_up(tmp_path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = powerstruggle("workbench", "--port", port, "--state", str(tmp_path / "state"))
    assert done.returncode == 2
    assert (
        done.stderr == f"powerstruggle workbench: port {port}: Address already in use; name another one with --port\n"
    )
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_is_none_is_said(port, tmp_path):
    done = powerstruggle("workbench", "--port", port, "--state", str(tmp_path / "state"))
    assert done.returncode == 2
    assert "there is no such port" in done.stderr


# --- what a terminal must not be told ---------------------------------------------------------------------------------

OBEYED = "\x85\x9b31m\u202e\u2066\u200f"
"""C1 controls, the one that begins a command among them, and characters that turn the direction of writing."""


def _odd_scenario(tmp_path, tiny, title=f"Odd {OBEYED} title"):
    file = tmp_path / "odd.xml"
    named = tiny.replace('display_name="', f'display_name="{title} ', 1)
    file.write_text(named.replace(' title="', f' title="{title} ', 1), encoding="utf-8")
    return file


@pytest.mark.parametrize("command", [
    ["check"], ["play", "--pick", "first"], ["play", "--pick", "first", "--json"], ["check", "--json"],
    ["script", "-"]])
def test_no_text_of_a_file_commands_a_terminal(command, tmp_path, tiny):
    shown = on_a_terminal(command[0], str(_odd_scenario(tmp_path, tiny)), *command[1:], statuses=(0, 1))
    assert shown and not set(OBEYED) & set(shown) - set("31m")


def test_the_names_of_files_and_stories_command_no_terminal(tmp_path):
    story = "<tw-storydata name=\"{0}\"><tw-passagedata pid=1 name=a>x</tw-passagedata></tw-storydata>"
    file = tmp_path / "\u202eodd.html"
    file.write_text(story.format(f"One {OBEYED}") + story.format("Two"), encoding="utf-8")
    done = powerstruggle("convert", str(file), str(tmp_path / "out.xml"))
    assert "holds several stories" in done.stderr and "One" in done.stderr
    assert not set("\x85\x9b\u202e\u2066\u200f") & set(done.stderr)


def test_json_keeps_every_character_of_a_text(tmp_path, tiny):
    done = powerstruggle("play", str(_odd_scenario(tmp_path, tiny)), "--pick", "first", "--json")
    assert OBEYED[0] not in done.stdout and isinstance(json.loads(done.stdout), dict)
    story = tmp_path / "story.html"
    page = "<tw-storydata name=\"{0}\"><tw-passagedata pid=1 name=a>x</tw-passagedata></tw-storydata>"
    story.write_text("".join(map(page.format, ("Two", "\u202eOne"))), encoding="utf-8")
    told = json.loads(powerstruggle("convert", str(story), str(tmp_path / "out.xml"), "--json").stdout)
    assert [row["title"] for row in told["stories"]] == ["Two", "\u202eOne"]


def test_a_file_goes_through_a_pipe_as_it_is(tmp_path, tiny):
    assert "\u202e" in powerstruggle("script", str(_odd_scenario(tmp_path, tiny)), "-").stdout


def test_codes_in_a_name_that_are_not_our_own_are_shown_not_obeyed(tmp_path):
    shown = on_a_terminal("check", str(tmp_path / "a\x1b[8mb\r\x1b[Kc.xml"), statuses=(2,))
    assert "\x1b" not in shown and "a\ufffd[8mb\ufffd\ufffd[Kc.xml" in shown


# --- files and outputs that can't be used -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["missing.xml", "", "file.xml/inside.xml", f"{'x' * 300}.xml"])
@pytest.mark.parametrize("command", [["check"], ["play", "--pick", "first"], ["diff", "file.xml"], ["survey"]])
def test_whatever_keeps_a_file_from_being_read_is_one_sentence_with_its_name(
    command, name, tmp_path, monkeypatch, tiny, capsys
):
    (tmp_path / "file.xml").write_text(tiny, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main([*command, str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith(f"powerstruggle: {tmp_path / name}: ")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", [["moves"], ["moves", "--json"]])
def test_a_full_disk_is_one_sentence(arguments):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "powerstruggle_xblock.cli", *arguments],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "powerstruggle: the output: No space left on device\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_what_goes_into_a_pipe_is_utf_8_whatever_the_locale(encoding, tmp_path, tiny):
    file = tmp_path / "odd.xml"
    file.write_text(tiny.replace('display_name="', 'display_name="Łódź 日本 ', 1), encoding="utf-8")
    assert "Łódź 日本" in powerstruggle("script", str(file), "-", PYTHONIOENCODING=encoding).stdout
    moves = powerstruggle("moves", "--json", PYTHONIOENCODING=encoding).stdout
    assert [move["name"] for move in json.loads(moves)] == [move.name for move in catalog.moves().values()]
