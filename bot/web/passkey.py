"""Passkeys: what a browser is asked, and whether its answer is right; knows no contact."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.store.devices import Passkey
from bot.web.pages import NAME

_BYTES: Final = 32
_VERIFIED: Final = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Asked:
    """Options for the browser, and the challenge that its answer must hold."""

    options: dict[str, Any]
    challenge: str = field(repr=False)


def ask_new(origin: str) -> Asked:
    """For a new passkey of this site; it names nobody, and asks for finger, face or code."""
    challenge = secrets.token_bytes(_BYTES)
    options = generate_registration_options(
        rp_id=_host(origin),
        rp_name=NAME,
        user_name=NAME,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=_VERIFIED
        ),
    )
    return Asked(json.loads(options_to_json(options)), challenge.hex())


def ask(passkey: Passkey) -> Asked:
    """For the passkey this device has."""
    challenge = secrets.token_bytes(_BYTES)
    options = generate_authentication_options(
        rp_id=passkey.rp,
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=passkey.credential)],
        user_verification=_VERIFIED,
    )
    return Asked(json.loads(options_to_json(options)), challenge.hex())


def made(answer: dict[str, Any], challenge: str, origin: str) -> Passkey | None:
    """The new passkey; None when the answer is not to what was asked."""
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=bytes.fromhex(challenge),
            expected_rp_id=_host(origin),
            expected_origin=origin,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - whatever is wrong with what was posted, it proves nothing
        return None
    public, count = found.credential_public_key, found.sign_count
    return Passkey(found.credential_id, public, count, _host(origin))


def shown(answer: dict[str, Any], challenge: str, origin: str, passkey: Passkey) -> Passkey | None:
    """The passkey with its new count; None when it was not shown."""
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=bytes.fromhex(challenge),
            expected_rp_id=passkey.rp,
            expected_origin=origin,
            credential_public_key=passkey.public,
            credential_current_sign_count=passkey.count,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - whatever is wrong with what was posted, it proves nothing
        return None
    if found.credential_id != passkey.credential:
        return None
    return replace(passkey, count=found.new_sign_count)


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""
