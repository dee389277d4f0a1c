from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.store.events import build_event, build_identity
from workbench.assessment.review import fold_review
from workbench.exchange.known_key import KnownKey, describe_identity
from workbench.exchange.trust import (
    LIST_FILE,
    KeyLinkError,
    TrustListError,
    find_earlier_keys,
    forget_key,
    format_trust_list,
    link_keys,
    list_known_keys,
    name_current_keys,
    read_trust_file,
    read_trust_list,
    trust_keys,
)
from workbench.paths import find_resource
from workbench.store.keys import Identity, create_identity

INES_OLD, INES_NEW = build_identity("Ines", 3), build_identity("Ines", 4)
OLD, NEW = describe_identity(INES_OLD), describe_identity(INES_NEW)


@pytest.fixture
def lead(tmp_path: Path) -> Identity:
    return create_identity(tmp_path, "Lead")


def test_without_a_list_only_the_assessors_of_this_computer_are_known(
    tmp_path: Path, lead: Identity
) -> None:
    assert read_trust_list(tmp_path).keys == ()
    assert [key.fingerprint for key in list_known_keys(tmp_path)] == [lead.fingerprint]


def test_a_trusted_key_is_known_until_it_is_forgotten(tmp_path: Path, lead: Identity) -> None:
    trust_keys(tmp_path, lead, [OLD, NEW])
    assert [key.name for key in list_known_keys(tmp_path)] == ["Lead", "Ines", "Ines"]
    forget_key(tmp_path, lead, OLD.fingerprint)
    assert read_trust_list(tmp_path).find(OLD.fingerprint) is None
    assert read_trust_list(tmp_path).find(NEW.fingerprint) == NEW


def test_the_list_follows_its_schema(tmp_path: Path, lead: Identity) -> None:
    link_keys(tmp_path, lead, NEW, OLD)
    schema = json.loads(find_resource("schemas", "mcw-trust-1.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads((tmp_path / LIST_FILE).read_bytes()))


def test_every_single_byte_of_a_list_that_is_changed_is_found(
    tmp_path: Path, lead: Identity
) -> None:
    content = format_trust_list([OLD], lead)
    path = tmp_path / "list.json"
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 2
        path.write_bytes(changed)
        with pytest.raises(TrustListError):
            read_trust_file(path)


def test_a_list_that_a_stranger_signed_is_not_followed(tmp_path: Path, lead: Identity) -> None:
    del lead
    (tmp_path / LIST_FILE).write_bytes(format_trust_list([OLD], INES_OLD))
    with pytest.raises(TrustListError, match="not signed by an assessor of this computer"):
        list_known_keys(tmp_path)


def test_a_newer_list_is_told_apart(tmp_path: Path, lead: Identity) -> None:
    told = json.loads(format_trust_list([OLD], lead))
    path = tmp_path / "list.json"
    path.write_text(json.dumps({**told, "format": "mcw-trust/2"}))
    with pytest.raises(TrustListError, match="newer version"):
        read_trust_file(path)


def test_the_earlier_keys_are_found_along_the_whole_line(tmp_path: Path, lead: Identity) -> None:
    newest = describe_identity(build_identity("Ines", 5))
    link_keys(tmp_path, lead, NEW, OLD)
    link_keys(tmp_path, lead, newest, NEW)
    assert find_earlier_keys(tmp_path, newest.fingerprint) == {OLD.fingerprint, NEW.fingerprint}
    assert find_earlier_keys(tmp_path, OLD.fingerprint) == frozenset()
    assert name_current_keys(tmp_path) == {
        OLD.fingerprint: newest.fingerprint,
        NEW.fingerprint: newest.fingerprint,
    }


def test_a_key_cannot_follow_itself_or_one_that_follows_it(tmp_path: Path, lead: Identity) -> None:
    link_keys(tmp_path, lead, NEW, OLD)
    for later, earlier in ((OLD, NEW), (OLD, OLD)):
        with pytest.raises(KeyLinkError):
            link_keys(tmp_path, lead, later, earlier)


def test_bringing_lists_together_keeps_every_key_and_every_link(
    tmp_path: Path, lead: Identity
) -> None:
    trust_keys(tmp_path, lead, [KnownKey(name="Ines M.", public_key=NEW.public_key)])
    linked = KnownKey(name="I", public_key=NEW.public_key, earlier=(OLD.fingerprint,))
    trust_keys(tmp_path, lead, [linked, OLD])
    found = read_trust_list(tmp_path).find(NEW.fingerprint)
    assert found == KnownKey(name="Ines M.", public_key=NEW.public_key, earlier=(OLD.fingerprint,))


def test_the_reviews_of_linked_keys_are_one_review() -> None:
    first = build_event(1, identity=INES_OLD, body={"level": "not-yet"})
    second = build_event(2, identity=INES_NEW, body={"level": "proficient"}, supersedes=(first.id,))
    stranger = build_event(3, body={"level": "not-yet"})
    review = fold_review(
        [second, first, stranger],
        submission=first.submission,
        rubric=first.rubric,
        actor=NEW.fingerprint,
        earlier_keys=frozenset({OLD.fingerprint}),
    )
    assert (review.judgment("1a").level, review.count, review.last_seq) == ("proficient", 2, 2)
    assert review.clashes == ()


def test_what_both_keys_judged_unknown_to_each_other_is_a_clash() -> None:
    first = build_event(1, identity=INES_OLD, body={"level": "not-yet"})
    second = build_event(1, identity=INES_NEW, body={"level": "proficient"})
    review = fold_review(
        [first, second],
        submission=first.submission,
        rubric=first.rubric,
        actor=NEW.fingerprint,
        earlier_keys=frozenset({OLD.fingerprint}),
    )
    assert review.clashes == ("1a",)
