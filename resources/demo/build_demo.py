"""Build the demo: both attempts of the submission 4F7K, from the sources beside this script.

python resources/demo/build_demo.py                       both bundles, anew (two minutes)
python resources/demo/build_demo.py --keep-media          video and audio as shipped (seconds)
python resources/demo/build_demo.py --out /tmp/demo       somewhere else
"""

import argparse
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))  # the script is run by its path, from anywhere

from resources.demo.bundle import ATTEMPTS, AUDIO, VIDEO, write_bundle  # noqa: E402
from resources.demo.meeting import read_recording  # noqa: E402
from resources.demo.meeting_video import write_video  # noqa: E402
from resources.demo.sound import is_speech_available, write_mp3  # noqa: E402

SHIPPED = HERE / "4F7K-attempt-1.zip"


def main() -> None:
    """Build what the command line asks for and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=HERE, help="where the bundles are written")
    parser.add_argument(
        "--keep-media", action="store_true", help=f"take video and audio from {SHIPPED.name}"
    )
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        media = read_media() if chosen.keep_media else make_media(Path(folder))
        for attempt in ATTEMPTS:
            target = write_bundle(attempt, media, chosen.out)
            sys.stdout.write(f"{target}  {target.stat().st_size / 1e6:.1f} MB\n")


def make_media(folder: Path) -> Mapping[str, Path]:
    """Video and audio, made anew in the folder, by their paths in the bundle."""
    if not is_speech_available():
        sys.stdout.write("eSpeak NG is not installed: voices will be hummed.\n")
    video, audio = folder / "meeting.mp4", folder / "council.mp3"
    write_video(read_recording("meeting.toml"), video)
    write_mp3(read_recording("council.toml"), str(audio))
    return {VIDEO: video, AUDIO: audio}


def read_media() -> Mapping[str, bytes]:
    """Video and audio of the bundle that ships, by their paths in the bundle."""
    with zipfile.ZipFile(SHIPPED) as shipped:
        root = SHIPPED.stem
        return {path: shipped.read(f"{root}/data/{path}") for path in (VIDEO, AUDIO)}


if __name__ == "__main__":
    main()
