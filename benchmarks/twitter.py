"""The Twitter scenario three ways: its own text, pint quantities, plain floats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pint
import yaml

TEXT = (Path(__file__).parent.parent / "scenarios" / "twitter.yaml").read_text("utf-8")

# The scenario's numbers in the spelling of pint, whose year has 365.25 days.
PINT_TEXT = """\
title: Twitter
about: Tweets and their media, as the notes work them.
users:
  monthly: 300e6 user
  daily_share: 50%
actions:
  tweet:
    done_by: 25%
    per_user: 2 tweet/user/day
    peak_factor: "2"
    stores:
      picture: {share: 10%, size: 100 kB/picture}
      video:   {share: 1%,  size: 100 MB/video}
storage: {retention: 5 common_year, replicas: "3"}
"""

UNITS = pint.UnitRegistry()
for _thing in ("user", "tweet", "request", "picture", "video"):
    UNITS.define(f"{_thing} = [{_thing}]")

# What the scenario leaves out is made once: a program of pint would not read it either.
_REQUESTS = UNITS.Quantity(1, "request/tweet")
_COUNTS = {thing: UNITS.Quantity(1, f"{thing}/tweet") for thing in ("picture", "video")}
_OVERHEAD = _COMPRESSION = UNITS.Quantity(1)
_HEADROOM = UNITS.Quantity(0, "percent")


def with_monthly(text: str, millions: float) -> str:
    """Give the scenario, in either spelling, with another number of monthly users."""
    own = text.replace("monthly: 300M", f"monthly: {millions!r}M")
    return own.replace("monthly: 300e6", f"monthly: {millions!r}e6")


def read(text: str) -> Any:
    """Read a text's data as quickly as PyYAML can."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def by_pint(data: Any) -> dict[str, pint.Quantity]:
    """Work every answer out in pint quantities, each in the unit that it is shown in."""
    read_quantity = UNITS.Quantity
    users, tweet, storage = data["users"], data["actions"]["tweet"], data["storage"]
    daily = read_quantity(users["monthly"]) * read_quantity(users["daily_share"])
    done_by, per_user = read_quantity(tweet["done_by"]), read_quantity(tweet["per_user"])
    peak_factor = read_quantity(tweet["peak_factor"])
    retention = read_quantity(storage["retention"])
    multiplier = read_quantity(storage["replicas"]) * _OVERHEAD / _COMPRESSION / (1 - _HEADROOM)
    rate = daily * done_by * per_user
    requests = rate * _REQUESTS
    peak_requests = requests * peak_factor
    found = {
        "users.daily": daily.to("user"),
        "actions.tweet.rate": rate.to("tweet/s"),
        "actions.tweet.peak_rate": (rate * peak_factor).to("tweet/s"),
        "actions.tweet.per_day": rate.to("tweet/day"),
        "actions.tweet.request_rate": requests.to("request/s"),
        "actions.tweet.peak_request_rate": peak_requests.to("request/s"),
        "actions.tweet.write_rate": requests.to("request/s"),
        "traffic.rate": requests.to("request/s"),
        "traffic.peak_rate": peak_requests.to("request/s"),
        "traffic.write_rate": requests.to("request/s"),
        "storage.multiplier": multiplier.to(""),
        "tweets_per_daily_user": (done_by * per_user).to("tweet/user/day"),
    }
    all_per_day, all_logical = 0, 0
    for name, store in tweet["stores"].items():
        share, size = read_quantity(store["share"]), read_quantity(store["size"])
        per_day = rate * share * _COUNTS[name] * size
        logical = per_day * retention
        path = f"actions.tweet.stores.{name}"
        found[f"{path}.per_day"] = per_day.to("byte/day")
        found[f"{path}.logical"] = logical.to("byte")
        found[f"{path}.total"] = (logical * multiplier).to("byte")
        all_per_day, all_logical = all_per_day + per_day, all_logical + logical
    peak_ingress = all_per_day * peak_factor
    found["storage.per_day"] = all_per_day.to("byte/day")
    found["storage.logical"] = all_logical.to("byte")
    found["storage.total"] = (all_logical * multiplier).to("byte")
    for path in ("actions.tweet", "traffic"):
        found[f"{path}.ingress"] = all_per_day.to("byte/s")
        found[f"{path}.peak_ingress"] = peak_ingress.to("byte/s")
    found["traffic.bandwidth"] = peak_ingress.to("byte/s")
    return found


# What `by_floats` takes and gives, under the scenario's names; the results begin with the inputs.
INPUTS = (
    "users.monthly",
    "users.daily_share",
    "actions.tweet.done_by",
    "actions.tweet.per_user",
    "actions.tweet.peak_factor",
    "actions.tweet.requests",
    "actions.tweet.stores.picture.share",
    "actions.tweet.stores.picture.count",
    "actions.tweet.stores.picture.size",
    "actions.tweet.stores.video.share",
    "actions.tweet.stores.video.count",
    "actions.tweet.stores.video.size",
    "storage.retention",
    "storage.replicas",
    "storage.overhead",
    "storage.compression",
    "storage.headroom",
)
RESULTS = (
    *INPUTS,
    "users.daily",
    "actions.tweet.rate",
    "actions.tweet.peak_rate",
    "actions.tweet.per_day",
    "actions.tweet.request_rate",
    "actions.tweet.peak_request_rate",
    "actions.tweet.write_rate",
    "actions.tweet.stores.picture.per_day",
    "actions.tweet.stores.picture.logical",
    "actions.tweet.stores.picture.total",
    "actions.tweet.stores.video.per_day",
    "actions.tweet.stores.video.logical",
    "actions.tweet.stores.video.total",
    "actions.tweet.ingress",
    "actions.tweet.peak_ingress",
    "traffic.rate",
    "traffic.peak_rate",
    "traffic.write_rate",
    "traffic.ingress",
    "traffic.peak_ingress",
    "traffic.bandwidth",
    "storage.multiplier",
    "storage.per_day",
    "storage.logical",
    "storage.total",
    "tweets_per_daily_user",
)


def by_floats(given: Sequence[float]) -> tuple[float, ...]:
    """Work every answer out in floats of base units, as one would by hand."""
    (
        monthly,
        daily_share,
        done_by,
        per_user,
        peak_factor,
        requests,
        picture_share,
        picture_count,
        picture_size,
        video_share,
        video_count,
        video_size,
        retention,
        replicas,
        overhead,
        compression,
        headroom,
    ) = given
    daily = monthly * daily_share
    rate = daily * done_by * per_user
    peak_rate = rate * peak_factor
    per_day = rate
    request_rate = rate * requests
    peak_request_rate = request_rate * peak_factor
    write_rate = request_rate
    multiplier = replicas * overhead / compression / (1 - headroom)
    picture_per_day = rate * picture_share * picture_count * picture_size
    picture_logical = picture_per_day * retention
    picture_total = picture_logical * multiplier
    video_per_day = rate * video_share * video_count * video_size
    video_logical = video_per_day * retention
    video_total = video_logical * multiplier
    ingress = picture_per_day + video_per_day
    peak_ingress = ingress * peak_factor
    # One action makes all the traffic, so that its sums have one part each.
    all_rate = request_rate
    all_peak_rate = peak_request_rate
    all_write_rate = write_rate
    all_ingress = ingress
    all_peak_ingress = peak_ingress
    bandwidth = all_peak_ingress
    stored_per_day = picture_per_day + video_per_day
    logical = picture_logical + video_logical
    total = logical * multiplier
    tweets_per_daily_user = done_by * per_user
    return (
        *given,
        daily,
        rate,
        peak_rate,
        per_day,
        request_rate,
        peak_request_rate,
        write_rate,
        picture_per_day,
        picture_logical,
        picture_total,
        video_per_day,
        video_logical,
        video_total,
        ingress,
        peak_ingress,
        all_rate,
        all_peak_rate,
        all_write_rate,
        all_ingress,
        all_peak_ingress,
        bandwidth,
        multiplier,
        stored_per_day,
        logical,
        total,
        tweets_per_daily_user,
    )
