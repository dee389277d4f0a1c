"""The fingerprint of a key as six plain words, to be read out over the telephone."""

from __future__ import annotations

WORD_COUNT = 6

_TEXT = """
acorn amber angle ankle apple april apron arrow atlas attic autumn bacon badge baker bamboo
banana banjo barber barn basket beach beaver bell bicycle birch biscuit blanket blossom bonnet
border bottle bracket branch bread bridge bronze brook broom bucket buffalo butter button
cabin cactus camel candle canoe canvas captain carbon carpet carrot castle cattle cedar cello
chalk cherry chimney cider cinema circus citrus clay clover coach cobalt coconut coffee comet
compass copper coral corner cotton cousin cradle cricket crystal curtain cushion dairy daisy
delta denim desert diamond dinner doctor dolphin donkey dragon drum eagle easel echo elbow
elephant elm ember engine evening fabric falcon farmer feather fence ferry fiddle finger flag
flute forest fossil fox garden garlic ginger giraffe glacier globe goblet goose granite grape
gravel guitar hammer harbor harvest hazel hedge helmet honey horizon hotel iceberg igloo
indigo insect island ivory jacket jaguar jasmine jelly jewel jigsaw jungle kayak kettle
kitchen kite koala ladder lagoon lantern lemon lentil library lilac lion lobster locket lunch
magnet mango maple marble market meadow melon mirror mitten monkey morning motor muffin museum
napkin needle nickel north notebook nutmeg oasis ocean olive onion orange orchard otter oven
oyster paddle palace panda paper parrot peach pebble pencil pepper piano pigeon pillow pirate
planet pocket pony potato pumpkin puzzle quartz queen quilt rabbit radio raven ribbon river
robin rocket saddle salmon sandal saturn school scissors shadow silver sparrow spider spoon
sunset table teapot temple thunder ticket tiger tomato trumpet tulip tunnel turtle umbrella
valley velvet violin walnut window winter wizard yellow zebra
"""

WORDS = tuple(_TEXT.split())
"""256 short words that are hard to mishear for one another; the byte is the index."""


def fingerprint_words(fingerprint: str) -> tuple[str, ...]:
    """Six words that stand for the first six bytes of the hexadecimal fingerprint."""
    return tuple(WORDS[byte] for byte in bytes.fromhex(fingerprint)[:WORD_COUNT])
