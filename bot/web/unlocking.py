"""POST api/lock/...: choose what unlocks a device, and unlock it; knows no chat.

`begin` hands out what a way needs, `end` takes the proof. Each success gives the browser a new key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.store import audit, brake, devices
from bot.store.brake import Guess
from bot.store.writer import Tx
from bot.text import N_
from bot.web import totp
from bot.web.devices import give_key
from bot.web.locked import Held, find, told
from bot.web.locks import Locks, Standing
from bot.web.refusals import NOT_UNDERSTOOD, Refused, read_json
from bot.web.refusals import told as refusal
from bot.web.site import Site

if TYPE_CHECKING:
    from bot.web.passkey import Asked

WRONG: Final = N_("This code is not right. Wait for the next one and try that.")
TOO_OFTEN: Final = N_("Too many wrong tries. Try again {until}.")

Proof = dict[str, Any]


@dataclass(frozen=True)
class Unlocking:
    """The lock of one site."""

    site: Site
    locks: Locks

    def routes(self) -> list[web.RouteDef]:
        """Beside the chat's."""
        return [
            web.post("/api/lock/begin", self.begin),
            web.post("/api/lock/end", self.end),
            web.post("/api/lock/now", self.lock),
            web.post("/api/stay", self.stay),
        ]

    async def begin(self, request: web.Request) -> web.Response:
        """Hand out what this way needs."""
        return await self._known(request, self._begin)

    async def end(self, request: web.Request) -> web.Response:
        """Take the proof: 200 and a new key when it is right."""
        return await self._known(request, self._end)

    async def lock(self, request: web.Request) -> web.Response:
        """Lock now; who goes away need not wait for it."""
        return await self._known(request, self._lock)

    async def stay(self, _request: web.Request) -> web.Response:
        """Somebody is here: the lock noted that before this was asked."""
        return web.json_response({"ok": True})

    async def _known(
        self, request: web.Request, act: Callable[[Tx, web.Request, Held, Proof], web.Response]
    ) -> web.Response:
        """One unit of work for a colleague's device. What is refused is noted all the same."""
        try:
            proof = await read_json(request)
        except Refused as refused:
            return refusal(refused, self.site.i18n, self.site.i18n.default)
        return await self.site.writer.run(lambda tx: self._run(tx, request, act, proof))

    def _run(
        self,
        tx: Tx,
        request: web.Request,
        act: Callable[[Tx, web.Request, Held, Proof], web.Response],
        proof: Proof,
    ) -> web.Response:
        """The problem is caught in here: raised, it would take the counted try back with it."""
        held = find(tx, self.locks, request)
        if held is None:
            return web.json_response({}, status=HTTPStatus.UNAUTHORIZED)
        try:
            return act(tx, request, held, proof)
        except Refused as refused:
            return refusal(refused, self.site.i18n, held.contact.language)

    def _begin(self, tx: Tx, request: web.Request, held: Held, proof: Proof) -> web.Response:
        from bot.web import passkey  # noqa: PLC0415 - a seventh of the start, for who locks

        _not_too_often(tx, held)
        match proof.get("way"), held.standing:
            case "totp", Standing.SET:
                secret = totp.new_secret()
                self.locks.remember(held.contact.contact_ref, "totp", secret)
                where = totp.address(secret)
                found = {"secret": secret, "url": where, "qr": totp.picture(where)}
                return web.json_response(found)
            case "totp", _:
                return web.json_response({})
            case "passkey", Standing.SET:
                return self._asked(held, passkey.ask_new(self._origin(request)))
            case "passkey", _ if held.device and held.device.passkey:
                return self._asked(held, passkey.ask(held.device.passkey))
            case _:
                raise Refused(HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD)

    def _asked(self, held: Held, asked: Asked) -> web.Response:
        self.locks.remember(held.contact.contact_ref, "passkey", asked.challenge)
        return web.json_response({"options": asked.options})

    def _origin(self, request: web.Request) -> str:
        """Where the page is: as the school set it, else as this browser sees it."""
        return self.site.public_url.rstrip("/") or f"{request.scheme}://{request.host}"

    def _end(self, tx: Tx, request: web.Request, held: Held, proof: Proof) -> web.Response:
        _not_too_often(tx, held)
        if not self._is_proven(tx, request, held, proof):
            _count(tx, held)
            raise Refused(HTTPStatus.FORBIDDEN, WRONG)
        if held.standing is Standing.SET:
            audit.write(tx, _person(held), "LockSet", _person(held))
        return self._opened(held)

    def _is_proven(self, tx: Tx, request: web.Request, held: Held, proof: Proof) -> bool:
        match proof:
            case {"way": "totp", "code": str(code)}:
                return self._is_code(tx, held, code)
            case {"way": "passkey", "credential": dict(answer)}:
                return self._is_passkey(tx, held, answer, self._origin(request))
            case _:
                raise Refused(HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD)

    def _is_code(self, tx: Tx, held: Held, code: str) -> bool:
        ref = held.contact.contact_ref
        if held.standing is Standing.SET:
            secret = self.locks.handed_out(ref, "totp", once=False)
            step = totp.step_of(secret, code, tx.now) if secret else None
            if step is not None:
                devices.set_secret(tx, ref, secret, step)
            return step is not None
        if held.device is None or not held.device.secret:
            return False
        step = totp.step_of(held.device.secret, code, tx.now)
        return step is not None and devices.use_step(tx, ref, step)

    def _is_passkey(self, tx: Tx, held: Held, answer: Proof, origin: str) -> bool:
        """A challenge is used up by the first answer, right or wrong."""
        from bot.web import passkey  # noqa: PLC0415 - as above

        ref = held.contact.contact_ref
        challenge = self.locks.handed_out(ref, "passkey", once=True)
        was = held.device.passkey if held.device else None
        if held.standing is Standing.SET:
            found = passkey.made(answer, challenge, origin)
        else:
            found = passkey.shown(answer, challenge, origin, was) if was else None
        if found is not None and challenge:
            devices.set_passkey(tx, ref, found)
        return found is not None and bool(challenge)

    def _opened(self, held: Held) -> web.Response:
        """The key changes: one that somebody slipped in or copied before opens nothing."""
        response = web.json_response({"ok": True})
        https = self.site.public_url.startswith("https:")
        give_key(response, self.locks.open(held.contact), https=https)
        return response

    def _lock(self, _tx: Tx, _request: web.Request, held: Held, _proof: Proof) -> web.Response:
        if held.standing is Standing.OPEN:
            self.locks.shut(held.contact.contact_ref)
            self.site.hub.publish(held.contact.contact_ref)
        return told(self.site, held)


def _person(held: Held) -> str:
    return held.contact.person_id or audit.STRANGER


def _not_too_often(tx: Tx, held: Held) -> None:
    until = brake.slow_until(tx, Guess.UNLOCK, held.contact.contact_ref)
    if until is not None:
        wait = (until - tx.now) / timedelta(seconds=1)
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, TOO_OFTEN.of(until=until), wait=wait)


def _count(tx: Tx, held: Held) -> None:
    brake.count_wrong(tx, Guess.UNLOCK, held.contact.contact_ref)
    audit.write(tx, audit.STRANGER, "UnlockRefused", _person(held))
