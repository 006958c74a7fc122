"""What each Bot API method does to the chats; knows no HTTP and no update queue."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi_chats import Chat, Chats, Fields, Shown
from tests.botapi_limits import (
    FILE_BYTES,
    bad,
    check_commands,
    check_keyboard,
    shown_caption,
    shown_text,
    units,
)

DELETE_SECONDS = 48 * 3600
_ECHOED = ("entities", "link_preview_options", "caption_entities")
_SAME = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
Result = Fields | list[Fields] | bool


@dataclass(frozen=True)
class Upload:
    """A file in a multipart request."""

    name: str
    content: bytes = field(repr=False)


class Methods:
    """The methods that change or read chats; any other method answers True."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self._table: dict[str, Callable[[Fields], Result]] = {
            "getme": lambda _: chats.bot,
            "sendmessage": self._send_message,
            "sendphoto": lambda params: self._send_file(params, "photo"),
            "senddocument": lambda params: self._send_file(params, "document"),
            "sendvoice": lambda params: self._send_file(params, "voice"),
            "sendchataction": self._send_chat_action,
            "editmessagetext": self._edit_text,
            "editmessagecaption": self._edit_caption,
            "editmessagereplymarkup": self._edit_keyboard,
            "deletemessage": self._delete_message,
            "deletemessages": self._delete_messages,
            "answercallbackquery": self._answer_tap,
            "getfile": self._get_file,
            "setmycommands": _set_commands,
            "getmycommands": lambda _: [],
        }

    def perform(self, method: str, params: Fields) -> Result:
        """Do it and return `result`; raises Refused. Names are not case-sensitive, as there."""
        perform = self._table.get(method.lower())
        return True if perform is None else perform(params)

    def _send_message(self, params: Fields) -> Result:
        text = shown_text(params.get("text"), params.get("parse_mode"))
        return self._put(params, {"text": text}).fields

    def _send_file(self, params: Fields, kind: str) -> Result:
        caption = shown_caption(params.get("caption"), params.get("parse_mode"))
        told = {"caption": caption} if caption else {}
        return self._put(params, {kind: self._attachment(params.get(kind), kind), **told}).fields

    def _attachment(self, sent: object, kind: str) -> Fields | list[Fields]:
        if isinstance(sent, Upload):
            stored = self._chats.keep_file(sent.content, f"{kind}s/file_{{n}}")
        elif str(sent) in self._chats.files:
            stored = self._chats.files[str(sent)]
        else:
            raise bad("wrong remote file identifier specified: Wrong character in the string")
        size = len(stored.content)
        about = {"file_id": stored.file_id, "file_unique_id": stored.file_unique_id}
        if kind == "photo":
            return [{**about, "width": 800, "height": 600, "file_size": size}]
        if kind == "voice":
            return {**about, "duration": 1, "file_size": size}
        name = sent.name if isinstance(sent, Upload) else "file"
        return {**about, "file_name": name, "file_size": size}

    def _put(self, params: Fields, content: Fields) -> Shown:
        check_keyboard(params.get("reply_markup"))
        chat = self._chats.to_write_in(params.get("chat_id"))
        echoed = {name: params[name] for name in _ECHOED if params.get(name)}
        fields = {"from": self._chats.bot, **content, **echoed, **_inline(params)}
        return chat.add(fields, by_bot=True, date=self._now())

    def _send_chat_action(self, params: Fields) -> Result:
        self._chats.to_write_in(params.get("chat_id"))
        return True

    def _edit_text(self, params: Fields) -> Result:
        chat, shown = self._own_message(params)
        text = shown_text(params.get("text"), params.get("parse_mode"))
        if "text" not in shown.fields:
            raise bad("there is no text in the message to edit")
        echoed = {name: params[name] for name in _ECHOED if params.get(name)}
        return self._change(chat, shown, {"text": text, **echoed, **_inline(params)})

    def _edit_caption(self, params: Fields) -> Result:
        chat, shown = self._own_message(params)
        caption = shown_caption(params.get("caption"), params.get("parse_mode"))
        if "text" in shown.fields:
            raise bad("there is no caption in the message to edit")
        kept = {kind: shown.fields[kind] for kind in _FILES if kind in shown.fields}
        return self._change(chat, shown, {**kept, "caption": caption, **_inline(params)})

    def _edit_keyboard(self, params: Fields) -> Result:
        _, shown = self._own_message(params)
        kept = {k: v for k, v in _content(shown).items() if k != "reply_markup"}
        return _replace(shown, {**kept, **_inline(params)}, self._now())

    def _own_message(self, params: Fields) -> tuple[Chat, Shown]:
        check_keyboard(params.get("reply_markup"))
        chat = self._chats.to_write_in(params.get("chat_id"))
        shown = _still_there(chat, params.get("message_id"), "message to edit not found")
        if not shown.by_bot:
            raise bad("message can't be edited")
        return chat, shown

    def _change(self, chat: Chat, shown: Shown, content: Fields) -> Result:
        # An edit replaces the whole content: a keyboard that is not sent along is gone.
        _replace(shown, content, self._now())
        chat.touch(shown)
        return shown.fields

    def _now(self) -> int:
        return int(self._chats.now())

    def _delete_message(self, params: Fields) -> Result:
        chat = self._chats.to_write_in(params.get("chat_id"))
        shown = _still_there(chat, params.get("message_id"), "message to delete not found")
        if self._too_old(shown):
            raise bad("message can't be deleted for everyone")
        self._wipe(chat, shown)
        return True

    def _delete_messages(self, params: Fields) -> Result:
        chat = self._chats.to_write_in(params.get("chat_id"))
        wanted = [int(message_id) for message_id in params.get("message_ids") or []]
        if not wanted:
            raise bad("message identifiers are not specified")
        if len(wanted) > 100:
            raise bad("too many message identifiers specified")
        for message_id in wanted:
            shown = chat.messages.get(message_id)
            if shown and not shown.deleted and not self._too_old(shown):
                self._wipe(chat, shown)
        return True

    def _too_old(self, shown: Shown) -> bool:
        return self._chats.now() - int(shown.fields["date"]) > DELETE_SECONDS

    def _wipe(self, chat: Chat, shown: Shown) -> None:
        shown.deleted = True
        chat.touch(shown)

    def _answer_tap(self, params: Fields) -> Result:
        if units(str(params.get("text") or "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        self._chats.answer_tap(params.get("callback_query_id"), params)
        return True

    def _get_file(self, params: Fields) -> Result:
        stored = self._chats.files.get(str(params.get("file_id")))
        if stored is None:
            raise bad("invalid file_id")
        if len(stored.content) > FILE_BYTES:
            raise bad("file is too big")
        about = {"file_id": stored.file_id, "file_unique_id": stored.file_unique_id}
        return {**about, "file_size": len(stored.content), "file_path": stored.path}


_FILES = ("photo", "document", "voice")
_HEAD = ("message_id", "date", "chat", "from")


def _content(shown: Shown) -> Fields:
    return {k: v for k, v in shown.fields.items() if k not in (*_HEAD, "edit_date")}


def _replace(shown: Shown, content: Fields, now: int) -> Fields:
    if content == _content(shown):
        raise bad(_SAME)
    shown.edits.append(shown.text)
    head = {k: v for k, v in shown.fields.items() if k in _HEAD}
    shown.fields = {**head, "edit_date": now, **content}
    return shown.fields


def _inline(params: Fields) -> Fields:
    markup = params.get("reply_markup") or {}
    return {"reply_markup": markup} if markup.get("inline_keyboard") else {}


def _still_there(chat: Chat, message_id: object, otherwise: str) -> Shown:
    shown = chat.messages.get(int(str(message_id or 0)))
    if shown is None or shown.deleted:
        raise bad(otherwise)
    return shown


def _set_commands(params: Fields) -> Result:
    check_commands(params.get("commands") or [])
    return True
