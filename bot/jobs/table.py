"""The table of all that happens by itself: its name, its rule, and how late is too late."""

from __future__ import annotations

from datetime import time

from bot.conversations.handing import JOB as HANDING
from bot.jobs import (
    aftercare,
    backup,
    board,
    calendar,
    campaigns,
    cleaning,
    destroyed,
    digest,
    drafts,
    handing,
    ladder,
    log_head,
    open_cases,
    probe,
    retention,
    views,
)
from bot.jobs.job import Job
from bot.jobs.rules import Daily, Weekly, each_tick, ever, hourly, that_day, that_week

JOBS: tuple[Job, ...] = (
    Job("ladder", each_tick, ladder.run, ever, on_hold=True),  # for what is new; the old is held
    Job("board", each_tick, board.run, ever),
    Job("calendar", Daily(time(6)), calendar.run, ever),  # before the morning that asks of it
    Job(HANDING, Daily(time(8, 10), school_days=True), handing.run, ever),  # or sooner: see there
    Job("open-cases", Daily(time(8, 15), school_days=True), open_cases.run, that_day),
    Job("digest", Weekly(time(8)), digest.run, that_week),
    Job("log-head", Daily(time(15, 30), school_days=True), log_head.run, ever),
    Job("probe", Daily(time(10), school_days=True), probe.run, that_day),
    Job("surveys", each_tick, campaigns.run, ever),
    Job("retention", Daily(time(9, 30), school_days=True), retention.run, ever),
    Job("aftercare", hourly, aftercare.run, ever),
    Job("drafts", hourly, drafts.run, ever),
    Job("views", each_tick, views.run, ever),
    Job("backup", Daily(time(3, 40)), backup.run, ever),  # before cleaning: its night's last look
    Job("destroyed", each_tick, destroyed.run, ever),
    Job("cleaning", Daily(time(4, 10)), cleaning.run, ever),  # no clock changes at this hour
)
