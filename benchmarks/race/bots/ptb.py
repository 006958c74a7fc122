"""python-telegram-bot as its documentation starts it: builder, handlers, run_polling."""

from __future__ import annotations

import os
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from benchmarks.race.bots import kept
from benchmarks.race.bots.story import Rows

Context = ContextTypes.DEFAULT_TYPE


def main() -> None:
    """Poll until it is told to stop."""
    root = os.environ["TELEGRAM_API_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{root}/bot")
    application = builder.base_file_url(f"{root}/file/bot").post_init(_open).build()
    application.add_handler(CommandHandler("start", _start))
    application.add_handler(CallbackQueryHandler(_tap))
    application.run_polling()


async def _open(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    application.bot_data["db"] = await kept.opened()


async def _start(update: Update, context: Context) -> None:
    if update.message is not None:
        shown = await kept.start(context.bot_data["db"], update.message.chat_id)
        await update.message.reply_text(shown.text, reply_markup=_keyboard(shown.rows))


async def _tap(update: Update, context: Context) -> None:
    query = update.callback_query
    if query is not None:
        shown = await kept.answer(context.bot_data["db"], query.from_user.id, query.data or "")
        await query.answer()
        await query.edit_message_text(shown.text, reply_markup=_keyboard(shown.rows))


def _keyboard(rows: Rows) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )


if __name__ == "__main__":
    main()
