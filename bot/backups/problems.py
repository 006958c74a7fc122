"""Why a backup cannot be made or restored, as sentences for who hosts it; knows no content."""

from __future__ import annotations

from enum import StrEnum


class BackupFault(StrEnum):
    """Each is one sentence that says what to do."""

    UNDER_WAY = "Another backup into this folder is under way. Wait until it has ended."
    NO_ROOM = (
        "There is no room for a backup; the older ones are whole. Make room or use another folder."
    )
    NO_FOLDER = "The folder for backups cannot be written to; check the disk and the rights on it."
    KEYS_LOST = (
        "keys.db lacks keys that the database asks for, so no backup was made; the older ones are"
        " kept. Restore the newest of them into another folder and compare."
    )
    STOPPED = "The backup was stopped before its end. The older ones are whole."
    NOTHING_THERE = "There is no whole backup in that folder. Name the folder that holds the .json."
    NO_SUCH = "There is no backup of that moment. The .json files are named after their moments."
    NOT_EMPTY = "That folder is not empty. Name one that is empty or not there."
    KEY_FILE_THERE = (
        "There is a key file of other data already. Name another one with --key-file, or move it."
    )
    WRONG_KEY = "That recovery key does not open this backup. Nothing was restored."
    DAMAGED = "This backup is damaged. Nothing was restored. Name an older one with --of."
    EXPIRED = (
        "The newest keys in this folder are older than the school lets them live. With"
        " --expired-keys they are used all the same: what was deleted since then is back, and has"
        " to be deleted again."
    )
    NO_KEYS = "There is no copy of the keys left in that folder, so nothing in it can be read."


class BackupProblem(Exception):
    """It was not done; `sentence` says why and never holds content."""

    def __init__(self, fault: BackupFault) -> None:
        super().__init__(fault.value)
        self.sentence = fault.value
